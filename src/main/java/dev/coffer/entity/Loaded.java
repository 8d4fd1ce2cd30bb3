package dev.coffer.entity;

import org.jspecify.annotations.Nullable;

/** What is true of an entity that Hibernate loaded, and of none that was just constructed. */
final class Loaded {
  private Loaded() {}

  /** An attribute whose column is never null. */
  static <T> T attribute(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("This entity was not loaded from the database.");
    }
    return value;
  }
}
