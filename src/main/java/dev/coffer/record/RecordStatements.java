package dev.coffer.record;

import dev.coffer.schema.Database;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements that write {@code coffer_record}; they decide nothing. */
final class RecordStatements {
  /** The most rows of one upsert. */
  private static final int ROWS = 500;

  /** What a row weighs besides its frame and key, about. */
  private static final int ROW_OVERHEAD = 200;

  private static final int UPSERT_ATTEMPTS = 3;

  /**
   * A row to write.
   *
   * @param draft the record
   * @param frame its inline frame; null if it is a content
   * @param contentId the content; null if it is inline
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and private to this package
  record Row(Draft draft, byte @Nullable [] frame, @Nullable Long contentId) {

    /**
     * At the most, in a statement: a driver may write each byte as two, and a character as four.
     */
    long weight() {
      return ROW_OVERHEAD + 4L * draft.key().length() + (frame == null ? 0 : 2L * frame.length);
    }
  }

  private RecordStatements() {}

  /** Inserts or replaces these rows, sorted by key, and gives the version of each. */
  static Map<String, Long> upsert(UnitOfWork unit, String collection, List<Row> rows, Expiry expiry)
      throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    List<Row> next = new ArrayList<>();
    long weight = 0;
    int most = unit.database().statementBytes();
    for (Row row : rows) {
      if (!next.isEmpty() && (next.size() == ROWS || weight + row.weight() > most)) {
        upsertAtOnce(unit, collection, next, expiry, versions);
        next.clear();
        weight = 0;
      }
      next.add(row);
      weight += row.weight();
    }
    if (!next.isEmpty()) {
      upsertAtOnce(unit, collection, next, expiry, versions);
    }
    return versions;
  }

  /** Inserts or replaces one row, and gives the state that it is in now. */
  static RecordStamp upsert(UnitOfWork unit, String collection, Row row, Expiry expiry)
      throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement(unit.database().upsertRecords(1))) {
      statement.setString(1, collection);
      statement.setString(2, row.draft().key());
      bindValue(statement, 3, row, expiry);
      try (ResultSet written = executeAgainOnDuplicates(unit.database(), statement)) {
        written.next();
        return RecordHead.readStamp(written, 2);
      }
    }
  }

  /**
   * Inserts these rows, none of which may exist.
   *
   * @param edition which edition of the statement to use; another one is prepared anew
   * @throws RecordExistsException if one does; others may have been inserted then, so that the
   *     transaction must be rolled back
   */
  static void insertNew(
      UnitOfWork unit, String collection, List<Row> rows, Expiry expiry, int edition)
      throws SQLException {
    String words = unit.database().insertRecord();
    String sql = edition == 0 ? words : words + " /* " + edition + " */";
    int most = unit.database().statementBytes();
    int count = 0;
    long weight = 0;
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      for (Row row : rows) {
        if (count == ROWS || (count > 0 && weight + row.weight() > most)) {
          insert.executeBatch();
          count = 0;
          weight = 0;
        }
        insert.setString(1, collection);
        insert.setString(2, row.draft().key());
        bindValue(insert, 3, row, expiry);
        insert.addBatch();
        count++;
        weight += row.weight();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      if (unit.database().isDuplicateKey(e)) {
        throw new RecordExistsException();
      }
      throw e;
    }
  }

  private static void upsertAtOnce(
      UnitOfWork unit, String collection, List<Row> rows, Expiry expiry, Map<String, Long> versions)
      throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement(unit.database().upsertRecords(rows.size()))) {
      int position = 1;
      for (Row row : rows) {
        statement.setString(position, collection);
        statement.setString(position + 1, row.draft().key());
        position = bindValue(statement, position + 2, row, expiry);
      }
      try (ResultSet written = executeAgainOnDuplicates(unit.database(), statement)) {
        while (written.next()) {
          versions.put(written.getString(1), written.getLong(2));
        }
      }
    }
  }

  /** H2 refuses a merge whose key another transaction inserted after the merge looked for it. */
  private static ResultSet executeAgainOnDuplicates(Database database, PreparedStatement statement)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return statement.executeQuery();
      } catch (SQLException e) {
        if (attempt == UPSERT_ATTEMPTS || !database.isDuplicateKey(e)) {
          throw e;
        }
      }
    }
  }

  /** Inserts a row unless there is one under its key, be it expired; whether it was inserted. */
  static boolean insertIfAbsent(UnitOfWork unit, String collection, Row row, Expiry expiry)
      throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement(unit.database().insertRecordIfAbsent())) {
      statement.setString(1, collection);
      statement.setString(2, row.draft().key());
      bindValue(statement, 3, row, expiry);
      return statement.executeUpdate() > 0;
    } catch (SQLException e) {
      if (unit.database().isDuplicateKey(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Replaces the value of a live record that is at this version; whether it was. */
  static boolean replace(
      UnitOfWork unit, String collection, Row row, Expiry expiry, long expectedVersion)
      throws SQLException {
    Database database = unit.database();
    String updated = "updated_at = " + database.utcNow();
    String live = RecordQueries.aliveInStatement(database);
    return update(unit, collection, row, expiry, expectedVersion, updated, live);
  }

  /** Makes a new record of an expired one that is at this version; whether it was. */
  static boolean revive(
      UnitOfWork unit, String collection, Row row, Expiry expiry, long expectedVersion)
      throws SQLException {
    String now = unit.database().utcNow();
    String created = "created_at = " + now + ", updated_at = null";
    return update(unit, collection, row, expiry, expectedVersion, created, "expires_at <= " + now);
  }

  private static boolean update(
      UnitOfWork unit,
      String collection,
      Row row,
      Expiry expiry,
      long expectedVersion,
      String times,
      String condition)
      throws SQLException {
    Database database = unit.database();
    String sql =
        database.statementPrefix()
            + "update coffer_record set type = ?, version = version + 1, size = ?, frame = ?,"
            + " content_id = ?, "
            + times
            + ", expires_at = "
            + database.utcNowPlusMillis()
            + " where collection = ? and record_key = ? and version = ? and "
            + condition;
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      int position = bindValue(statement, 1, row, expiry);
      statement.setString(position, collection);
      statement.setString(position + 1, row.draft().key());
      statement.setLong(position + 2, expectedVersion);
      return statement.executeUpdate() > 0;
    }
  }

  private static int bindValue(PreparedStatement statement, int position, Row row, Expiry expiry)
      throws SQLException {
    statement.setString(position, row.draft().type());
    statement.setInt(position + 1, row.draft().size());
    byte[] frame = row.frame();
    if (frame == null) {
      statement.setNull(position + 2, Types.VARBINARY);
    } else {
      statement.setBytes(position + 2, frame);
    }
    bindNumber(statement, position + 3, row.contentId());
    bindNumber(statement, position + 4, expiry.millis());
    return position + 5;
  }

  private static void bindNumber(PreparedStatement statement, int position, @Nullable Long number)
      throws SQLException {
    if (number == null) {
      statement.setNull(position, Types.BIGINT);
    } else {
      statement.setLong(position, number);
    }
  }

  /** Moves the end of records that are locked already. */
  static void moveExpiry(UnitOfWork unit, String collection, List<String> keys, Expiry expiry)
      throws SQLException {
    Database database = unit.database();
    for (KeySlice slice : KeySlice.of(unit.database(), collection, keys)) {
      String sql =
          database.statementPrefix()
              + "update coffer_record set expires_at = "
              + database.utcNowPlusMillis()
              + " where "
              + slice.condition("");
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        bindNumber(statement, 1, expiry.millis());
        slice.bind(statement, 2);
        statement.executeUpdate();
      }
    }
  }

  /** Deletes the live records under these keys, sorted; how many there were. */
  static long delete(UnitOfWork unit, String collection, List<String> keys) throws SQLException {
    long deleted = 0;
    for (KeySlice slice : KeySlice.of(unit.database(), collection, keys)) {
      String sql = deleteAlive(unit.database()) + slice.condition("");
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        slice.bind(statement, 1);
        deleted += statement.executeUpdate();
      }
    }
    return deleted;
  }

  /** Deletes a live record that is at this version; whether it was. */
  static boolean deleteAt(UnitOfWork unit, String collection, String key, long expectedVersion)
      throws SQLException {
    String sql = deleteAlive(unit.database()) + "collection = ? and record_key = ? and version = ?";
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      statement.setString(2, key);
      statement.setLong(3, expectedVersion);
      return statement.executeUpdate() > 0;
    }
  }

  private static String deleteAlive(Database database) {
    return database.statementPrefix()
        + "delete from coffer_record where "
        + RecordQueries.aliveInStatement(database)
        + " and ";
  }
}
