package dev.coffer.cache;

import java.util.Map;

/** A provider of Hibernate's second-level cache, ready to be handed to Hibernate. */
public interface SecondLevelCache extends AutoCloseable {

  /** The settings that make Hibernate use it. */
  Map<String, Object> hibernateSettings();

  /**
   * Gives its memory back. To be called when the session factory is closed, or was never built;
   * calling it again does nothing.
   */
  @Override
  void close();
}
