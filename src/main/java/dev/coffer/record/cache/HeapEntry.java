package dev.coffer.record.cache;

import dev.coffer.record.row.RecordRow;
import dev.coffer.record.value.Immutability;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.record.value.ValueType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record on the heap. The entry has the decoded value if callers can share it. Otherwise it has
 * the raw bytes, and each caller gets a value of its own. Thread-safe. All but the time of the last
 * query is immutable.
 */
final class HeapEntry implements Reading<Object> {

  /**
   * The size of an entry without its value, in bytes: the row, its times, the key and the links.
   */
  private static final int OVERHEAD = 400;

  /** The approximate ratio of a value's size on the heap to the number of its bytes. */
  private static final int GROWTH = 4;

  private final RecordRow row;

  // Copies of fields of the row, and the value without a wrapper: with many entries, each pointer
  // on the path makes a hit slower.
  private final long size;
  private final @Nullable Instant expiresAt;

  private final @Nullable Object shared;
  private final @Nullable ValueType<?> type;
  private final @Nullable ValueBytes binding;

  /** When the last query that showed this state began, by {@link System#nanoTime}; 0 for never. */
  private volatile long checkedAt;

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
   * An entry of a record that was written. It does not keep the written value itself, because
   * decoding the bytes may bind another value.
   *
   * @param row the row of the record, with raw bytes
   */
  static HeapEntry written(RecordRow row) {
    return new HeapEntry(row, null, null, null);
  }

  /**
   * An entry of a record that was read.
   *
   * @param opened the row of the record, with raw bytes
   * @param value the value that was bound to the type
   * @param binding the binding that created the value
   */
  static <T> HeapEntry of(RecordRow opened, T value, ValueType<T> type, ValueBytes binding) {
    return Immutability.of(value)
        ? new HeapEntry(opened, value, type, binding)
        : new HeapEntry(opened, null, null, binding);
  }

  /** Notes that a query which began at this time showed the state of this entry. */
  HeapEntry checkedAt(long nanoTime) {
    checkedAt = nanoTime;
    return this;
  }

  /** When the last query that showed this state began; 0 for never. */
  long checkedAt() {
    return checkedAt;
  }

  /** The approximate largest heap size of an entry of a row, in bytes. */
  static long weight(RecordRow row) {
    return OVERHEAD + (GROWTH + 1) * row.size();
  }

  /** The approximate heap size of this entry, in bytes. A reader may add a value to its bytes. */
  long weight() {
    return shared == null && !isUnbound() ? OVERHEAD + size : weight(row);
  }

  @Override
  public RecordRow row() {
    return row;
  }

  /** The value, if it can be shared. */
  @Override
  public Object value() {
    return Objects.requireNonNull(shared);
  }

  /** The number of raw bytes. */
  long size() {
    return size;
  }

  /** The expiry of the record; null for never. */
  @Nullable Instant expiresAt() {
    return expiresAt;
  }

  /**
   * Whether no reader has decoded the value yet, so that it is unknown whether callers can share
   * it.
   */
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
