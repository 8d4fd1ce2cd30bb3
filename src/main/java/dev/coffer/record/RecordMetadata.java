package dev.coffer.record;

import java.time.Instant;
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
    long size) {}
