package dev.coffer.record;

import dev.coffer.codec.Payload;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as the cache keeps it.
 *
 * @param payload its inline frame; null if the value is a content, whose frame is kept by itself
 */
record CachedRecord(
    String type,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    long size,
    @Nullable Long contentId,
    @Nullable Payload payload)
    implements Serializable {

  /**
   * Where a record is kept. Two databases may share a cache, so the key tells which one is meant.
   */
  record Key(long database, String collection, String key) implements Serializable {}

  /** Where the frame of a content is kept. */
  record FrameKey(long database, long contentId) implements Serializable {}

  static CachedRecord of(RecordRow row, Payload payload) {
    return new CachedRecord(
        row.type(),
        row.version(),
        row.createdAt(),
        row.updatedAt(),
        row.expiresAt(),
        row.size(),
        row.contentId(),
        row.contentId() == null ? payload : null);
  }

  RecordRow row(String key, StoredBytes bytes) {
    return new RecordRow(
        key, type, version, createdAt, updatedAt, expiresAt, size, contentId, bytes);
  }
}
