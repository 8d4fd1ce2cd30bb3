package dev.coffer.cache;

import java.util.Map;

/** An open second-level cache for Hibernate. */
public interface SecondLevelCache extends AutoCloseable {

  /** The Hibernate settings that enable this cache. */
  Map<String, Object> hibernateSettings();

  /**
   * Frees the memory of the cache. Call this after the session factory is closed, or if it was
   * never built. Further calls do nothing.
   */
  @Override
  void close();
}
