package dev.coffer.record.cache;

import dev.coffer.record.row.RecordRow;

/** What a read of a record has found. */
public interface Reading<T> {

  /** The record, whose bytes are of use only to the one that read them. */
  RecordRow row();

  /** Its value, bound to a type. */
  T value();

  /** A value that was bound for one reader. */
  static <T> Reading<T> of(RecordRow row, T value) {
    return new Bound<>(row, value);
  }

  /** See {@link #of}. */
  record Bound<T>(RecordRow row, T value) implements Reading<T> {}
}
