package dev.coffer.record.cache;

import dev.coffer.record.row.RecordRow;
import dev.coffer.record.value.Immutability;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.record.value.ValueType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record on the heap, ready to be given: its value itself, where it can be shared among callers,
 * or else its raw bytes, of which each caller gets a value of its own. Immutable and thread-safe.
 */
final class HeapEntry implements Reading<Object> {

  /** What an entry takes besides its value: the row, its times, the key and the links. */
  private static final int OVERHEAD = 400;

  /** How much larger than its bytes a value on the heap is, about. */
  private static final int GROWTH = 4;

  private final RecordRow row;

  // Of the row, once more, and the value without a wrapper: a hit is as slow as it has pointers to
  // follow, once there are many.
  private final long size;
  private final @Nullable Instant expiresAt;

  private final @Nullable Object shared;
  private final @Nullable ValueType<?> type;
  private final @Nullable ValueBytes binding;

  private HeapEntry(
      RecordRow row,
      @Nullable Object shared,
      @Nullable ValueType<?> type,
      @Nullable ValueBytes binding) {
    this.row = row;
    this.size = row.size();
    this.expiresAt = row.expiresAt();
    this.shared = shared;
    this.type = type;
    this.binding = binding;
  }

  /**
   * What to keep of a record that was written: not the value that was given, which need not be what
   * its bytes are bound to.
   *
   * @param row its row, with raw bytes
   */
  static HeapEntry written(RecordRow row) {
    return new HeapEntry(row, null, null, null);
  }

  /**
   * What to keep of a record.
   *
   * @param opened its row, with raw bytes
   * @param value the value that was bound to the type
   * @param binding what bound it
   */
  static <T> HeapEntry of(RecordRow opened, T value, ValueType<T> type, ValueBytes binding) {
    return Immutability.of(value)
        ? new HeapEntry(opened, value, type, binding)
        : new HeapEntry(opened, null, null, binding);
  }

  /** What it takes of the heap, in bytes, about. */
  static long weight(RecordRow row) {
    return OVERHEAD + (GROWTH + 1) * row.size();
  }

  @Override
  public RecordRow row() {
    return row;
  }

  /** The value, where it can be shared. */
  @Override
  public Object value() {
    return Objects.requireNonNull(shared);
  }

  /** The number of raw bytes. */
  long size() {
    return size;
  }

  /** When it becomes absent; null for never. */
  @Nullable Instant expiresAt() {
    return expiresAt;
  }

  /** Whether nobody has bound it yet, so that it is not known whether its value can be shared. */
  boolean isUnbound() {
    return binding == null;
  }

  /** The record with its value as this type. */
  @SuppressWarnings("unchecked") // the value was bound to an equal type
  <T> Reading<T> as(String collection, ValueType<T> wanted, ValueBytes bindingNow) {
    return shared != null && wanted.equals(type) && bindingNow.equals(binding)
        ? (Reading<T>) this
        : Reading.of(row, bindingNow.decode(collection, row, wanted));
  }
}
