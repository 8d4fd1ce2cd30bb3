package dev.coffer.record.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stamp that identifies one state of a record. The version alone is not enough: a put of an
 * equal value changes the expiry without a new version.
 *
 * @param version the version
 * @param createdAt the time when the record was created
 * @param updatedAt the time when its value last changed
 * @param expiresAt the time when it expires; null for never
 */
public record RecordStamp(
    long version, Instant createdAt, Instant updatedAt, @Nullable Instant expiresAt) {}
