package dev.coffer.content;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.entity.StoredContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** One row of {@code coffer_content} as it was read. */
record ContentRow(long id, String domain, ContentHash hash, long size, Instant createdAt) {

  /** The columns that {@link #read} expects first in a result, of the table alias {@code c}. */
  static final String COLUMNS = "c.id, c.domain, c.algorithm, c.digest, c.size, c.created_at";

  static final int COLUMN_COUNT = 6;

  static ContentRow read(ResultSet result) throws SQLException {
    return new ContentRow(
        result.getLong(1),
        result.getString(2),
        ContentHash.of(HashAlgorithm.ofCode(result.getByte(3)), result.getBytes(4)),
        result.getLong(5),
        result.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC));
  }

  StoredContent toStoredContent() {
    return StoredContent.ofRow(id, domain, hash, size, createdAt);
  }
}
