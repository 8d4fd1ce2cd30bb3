package dev.coffer.record;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a record: its key, version, times and size, without the value.
 *
 * @param key the key
 * @param version the version; see {@link StoredValue#version()}
 * @param createdAt when the record was created, by the database's clock
 * @param updatedAt when its value last changed, by the database's clock
 * @param expiresAt when the record expires, by the database's clock; null for never
 * @param size the number of raw bytes of the value
 */
public record RecordMetadata<K>(
    K key,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    long size) {

  /** Whether both are the same. A key that is an array counts by its elements. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordMetadata<?> that && Arrays.deepEquals(state(), that.state());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(state());
  }

  private @Nullable Object[] state() {
    return new @Nullable Object[] {key, version, createdAt, updatedAt, expiresAt, size};
  }
}
