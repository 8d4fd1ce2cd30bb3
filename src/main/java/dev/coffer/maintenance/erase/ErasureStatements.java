package dev.coffer.maintenance.erase;

import dev.coffer.api.ContentHash;
import dev.coffer.content.row.DamageRows;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The statements of an erasure. They make no decisions. */
final class ErasureStatements {

  /** The task whose progress may contain a key. */
  private static final String SCRUB = "scrub";

  private ErasureStatements() {}

  /**
   * The row of a record before its erasure.
   *
   * @param alive whether the record has not expired
   * @param references the number of contents to which the value refers
   * @param content the content that holds the value; null if there is none
   */
  record Row(boolean alive, long references, @Nullable Content content) {}

  /** A content: its id, domain and hash. */
  record Content(long id, String domain, ContentHash hash) {}

  /** The row of a key, even an expired one; null if there is none. */
  static @Nullable Row find(UnitOfWork unit, String collection, String key) throws SQLException {
    String sql =
        "select case when "
            + unit.dialect().alive("r.")
            + " then 1 else 0 end, (select count(*) from coffer_record_reference f"
            + " where f.collection = r.collection and f.record_key = r.record_key),"
            + " c.id, c.domain, c.algorithm, c.digest from coffer_record r"
            + " left join coffer_content c on c.id = r.content_id"
            + " where r.collection = ? and r.record_key = ?";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, collection);
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Row(row.getInt(1) == 1, row.getLong(2), content(row)) : null;
      }
    }
  }

  private static @Nullable Content content(ResultSet row) throws SQLException {
    long id = row.getLong(3);
    return row.wasNull()
        ? null
        : new Content(id, row.getString(4), ContentHash.ofRow(id, row.getInt(5), row.getBytes(6)));
  }

  /** Removes a key from the notes of damage and from the progress of tasks. */
  static void forgetKey(UnitOfWork unit, String collection, String key) throws SQLException {
    DamageRows.remove(unit, collection, key);
    String prefix = unit.dialect().statementPrefix();
    try (PreparedStatement update =
        unit.connection()
            .prepareStatement(
                prefix
                    + "update coffer_recompression set pass_after = null"
                    + " where collection = ? and pass_after = ?")) {
      update.setString(1, collection);
      update.setString(2, key);
      update.executeUpdate();
    }
    String progress = progress(unit);
    if (progress != null && progress.endsWith(" " + collection + "=" + key)) {
      try (PreparedStatement update =
          unit.connection()
              .prepareStatement(
                  prefix
                      + "update coffer_task set progress = null where task = ? and progress = ?")) {
        update.setString(1, SCRUB);
        update.setString(2, progress);
        update.executeUpdate();
      }
    }
  }

  private static @Nullable String progress(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
        unit.connection().prepareStatement("select progress from coffer_task where task = ?")) {
      query.setString(1, SCRUB);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
