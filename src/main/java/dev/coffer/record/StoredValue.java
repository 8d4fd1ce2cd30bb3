package dev.coffer.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record with what is known about it.
 *
 * @param key the key
 * @param value the value
 * @param version the version: the database's clock in microseconds when the record was created, one
 *     more with each change; no other state of a record of this key ever had or will have it
 * @param createdAt when the record was created, by the database's clock
 * @param updatedAt when its value last changed, by the database's clock
 * @param expiresAt when it becomes absent, by the database's clock; null for never
 * @param size the number of raw bytes of the value
 */
public record StoredValue<T, K>(
    K key,
    T value,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    long size) {}
