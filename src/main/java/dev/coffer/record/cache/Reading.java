package dev.coffer.record.cache;

import dev.coffer.record.row.RecordRow;

/** The result of a read of a record. */
public interface Reading<T> {

  /** The record. Only the code that read its bytes can use them. */
  RecordRow row();

  /** The value of the record, bound to a type. */
  T value();

  /** A reading with a value that was bound for one reader. */
  static <T> Reading<T> of(RecordRow row, T value) {
    return new Bound<>(row, value);
  }

  /** See {@link #of}. */
  record Bound<T>(RecordRow row, T value) implements Reading<T> {}
}
