package dev.coffer.content.row;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedContentException;
import dev.coffer.entity.StoredContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One row of {@code coffer_content} as it was read. */
public record ContentRow(
    long id, String domain, ContentHash hash, long size, @Nullable Instant createdAt) {

  /** The columns that {@link #read} expects first in a result, of the table alias {@code c}. */
  public static final String COLUMNS =
      "c.id, c.domain, c.algorithm, c.digest, c.size, c.created_at";

  public static final int COLUMN_COUNT = 6;

  /**
   * Reads a row. The size is not checked and may be impossible; code that uses it must check it.
   *
   * @throws dev.coffer.api.DamagedContentRowException if the hash is unreadable
   */
  public static ContentRow read(ResultSet result) throws SQLException {
    long id = result.getLong(1);
    // MariaDB may hold a date of zeros, which the driver returns as null.
    LocalDateTime createdAt = result.getObject(6, LocalDateTime.class);
    return new ContentRow(
        id,
        result.getString(2),
        ContentHash.ofRow(id, result.getInt(3), result.getBytes(4)),
        result.getLong(5),
        createdAt == null ? null : createdAt.toInstant(ZoneOffset.UTC));
  }

  /**
   * Checks the size in this row.
   *
   * @param known the actual size of the content, in bytes
   * @throws DamagedContentException if the row has another size
   */
  public void requireSize(long known) {
    if (size != known) {
      throw new DamagedContentException(
          hash,
          "The content "
              + hash
              + " is damaged: its row of coffer_content (id "
              + id
              + ") says that it has "
              + size
              + " bytes; it has "
              + known
              + ". Restore the row, or set its column size to that number.");
    }
  }

  public StoredContent toStoredContent() {
    return StoredContent.ofRow(id, domain, hash, size, createdAt);
  }
}
