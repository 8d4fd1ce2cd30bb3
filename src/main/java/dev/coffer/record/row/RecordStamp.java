package dev.coffer.record.row;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a record from every other one. The version alone does not: a put of an
 * equal value moves the expiry without a new version.
 *
 * @param version the version
 * @param createdAt when the record was created
 * @param updatedAt when its value last changed
 * @param expiresAt when it becomes absent; null for never
 */
public record RecordStamp(
    long version, Instant createdAt, Instant updatedAt, @Nullable Instant expiresAt)
    implements Serializable {}
