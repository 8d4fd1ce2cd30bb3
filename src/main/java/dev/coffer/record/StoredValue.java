package dev.coffer.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record with its metadata.
 *
 * @param key the key
 * @param value the value
 * @param version the version: the database's clock in microseconds when the record was created, one
 *     more with each change; no two states of a record under one key ever have the same version
 * @param createdAt when the record was created, by the database's clock
 * @param updatedAt when its value last changed, by the database's clock
 * @param expiresAt when the record expires, by the database's clock; null for never
 * @param timeToLive the time that remained until the expiry when the record was read, by the
 *     database's clock; never too long, and too short by less than a second; null for never;
 *     equality ignores it
 * @param size the number of raw bytes of the value
 */
public record StoredValue<T, K>(
    K key,
    T value,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    @Nullable Duration timeToLive,
    long size) {

  /** Whether both are the same state of a record. Their remaining times may differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredValue<?, ?> that
        && Objects.deepEquals(key, that.key)
        && version == that.version
        && size == that.size
        && Objects.deepEquals(value, that.value)
        && createdAt.equals(that.createdAt)
        && updatedAt.equals(that.updatedAt)
        && Objects.equals(expiresAt, that.expiresAt);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(
        new @Nullable Object[] {key, version, createdAt, updatedAt, expiresAt, size});
  }
}
