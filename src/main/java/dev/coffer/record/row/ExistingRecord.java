package dev.coffer.record.row;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.dialect.Dialect;
import dev.coffer.record.Expiry;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The row that a write finds for its key, even if it has expired. */
public final class ExistingRecord {
  /** The select list of {@link #read}, before the condition of a live record. */
  private static final String SELECT =
      """
      select r.record_key, r.type, r.version, r.size, r.frame, c.algorithm, c.digest,
        r.expires_at,
        exists (select 1 from coffer_record_reference x
          where x.collection = r.collection and x.record_key = r.record_key),
      """;

  private static final String FROM =
      """

      from coffer_record r
      left join coffer_content c on c.id = r.content_id
      where
      """;

  private final String type;
  private final long version;
  private final long size;
  private final boolean alive;
  private final @Nullable LocalDateTime expiresAt;
  private final boolean refers;
  private final byte @Nullable [] frame;
  private final @Nullable ContentHash contentHash;

  private ExistingRecord(ResultSet row) throws SQLException {
    type = row.getString(2);
    version = row.getLong(3);
    size = row.getLong(4);
    frame = row.getBytes(5);
    contentHash = contentHash(row.getInt(6), row.getBytes(7));
    expiresAt = row.getObject(8, LocalDateTime.class);
    refers = row.getBoolean(9);
    alive = row.getBoolean(10);
  }

  /** The hash; null if there is none, or if it is unreadable: then the value is written again. */
  static @Nullable ContentHash contentHash(int algorithm, byte @Nullable [] digest) {
    try {
      return digest == null ? null : ContentHash.of(HashAlgorithm.ofCode(algorithm), digest);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Reads the rows of these keys by a plain read, without locks. */
  public static Map<String, ExistingRecord> read(
      UnitOfWork unit, String collection, List<String> keys) throws SQLException {
    Map<String, ExistingRecord> found = new HashMap<>();
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql = SELECT + unit.dialect().alive("r.") + FROM + slice.condition("r.");
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        slice.bind(statement, 1);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            found.put(rows.getString(1), new ExistingRecord(rows));
          }
        }
      }
    }
    return found;
  }

  /**
   * The version of a locked row.
   *
   * @param version the version of the row
   * @param alive whether the record has not expired
   */
  public record Locked(long version, boolean alive) {

    public static @Nullable Locked of(@Nullable ExistingRecord read) {
      return read == null ? null : new Locked(read.version(), read.alive());
    }

    /** Whether there is a record of this version. */
    public boolean isAt(long expected) {
      return alive && version == expected;
    }
  }

  /**
   * Locks the rows of these keys until the transaction ends, and reads their current state,
   * independent of the transaction's snapshot.
   */
  public static Map<String, Locked> lock(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    Dialect dialect = unit.dialect();
    Map<String, Locked> locked = new HashMap<>();
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql =
          dialect.statementPrefix()
              + "select r.record_key, r.version, "
              + dialect.alive("r.")
              + " from coffer_record r where "
              + slice.condition("r.")
              + " order by r.record_key for update";
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        slice.bind(statement, 1);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            locked.put(rows.getString(1), new Locked(rows.getLong(2), rows.getBoolean(3)));
          }
        }
      }
    }
    return locked;
  }

  public String type() {
    return type;
  }

  public long version() {
    return version;
  }

  public long size() {
    return size;
  }

  public boolean alive() {
    return alive;
  }

  /** Whether there is a record of this version. */
  public boolean isAt(long expected) {
    return alive && version == expected;
  }

  /** Whether a write with this expiry changes the expiry of the record. */
  public boolean isMovedBy(Expiry expiry) {
    return !expiry.keepsCurrent() && (expiresAt != null || expiry.timeToLive().isPresent());
  }

  /** The expiry, also of an expired record, in UTC; null for never. */
  public @Nullable Instant expiresAt() {
    return expiresAt == null ? null : expiresAt.toInstant(ZoneOffset.UTC);
  }

  public byte @Nullable [] frame() {
    return frame;
  }

  /** Whether the value refers to contents by their hashes. */
  public boolean refers() {
    return refers;
  }

  public @Nullable ContentHash contentHash() {
    return contentHash;
  }
}
