package dev.coffer.entity;

import org.jspecify.annotations.Nullable;

/**
 * Checks for entities that Hibernate has loaded, as opposed to entities that were just constructed.
 */
final class Loaded {
  private Loaded() {}

  /** Returns an attribute whose column is never null. */
  static <T> T attribute(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("This entity was not loaded from the database.");
    }
    return value;
  }
}
