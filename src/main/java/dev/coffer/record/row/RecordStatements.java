package dev.coffer.record.row;

import dev.coffer.dialect.ReturningRecordSql;
import dev.coffer.dialect.TimedRecordSql;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements that write {@code coffer_record}. They make no decisions. */
public final class RecordStatements {
  /** The largest number of rows in one statement or batch. */
  static final int ROWS = 500;

  /** The approximate size of a row without its frame and key, in bytes. */
  private static final int ROW_OVERHEAD = 200;

  /**
   * A row to write.
   *
   * @param key the key's text
   * @param type the stable name of the type
   * @param size the number of raw bytes
   * @param frame the inline frame; null if the value is a content
   * @param contentId the content; null if the value is inline
   * @param references the contents to which the value refers by their hashes: distinct, sorted ids
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and private to this package
  public record Row(
      String key,
      String type,
      int size,
      byte @Nullable [] frame,
      @Nullable Long contentId,
      List<Long> references) {

    /**
     * The largest size in a statement, in bytes: a driver may write a byte as two, and a character
     * as four.
     */
    long weight() {
      return ROW_OVERHEAD + 4L * key.length() + (frame == null ? 0 : 2L * frame.length);
    }
  }

  /**
   * The result of an upsert.
   *
   * @param created whether the upsert found no record, or an expired one
   * @param stamp the stamp of the record after the upsert
   */
  public record Upserted(boolean created, RecordStamp stamp) {

    /** Reads a stamp from four columns; see {@link SelectedRow#readStamp}. */
    static Upserted read(ResultSet row, int first) throws SQLException {
      return new Upserted(row.getObject(first + 2) == null, SelectedRow.readStamp(row, first));
    }

    public Put put() {
      return new Put(created ? PutOutcome.CREATED : PutOutcome.REPLACED, stamp.version());
    }
  }

  private RecordStatements() {}

  /**
   * Inserts or replaces these rows, which must be sorted by key, and returns the result of each
   * key.
   *
   * @param found the keys whose rows were found by a read. A wrong set costs statements, and
   *     changes no result
   */
  public static Map<String, Upserted> upsert(
      UnitOfWork unit, String collection, List<Row> rows, Expiry expiry, Set<String> found)
      throws SQLException {
    Map<String, Upserted> upserted = new HashMap<>();
    if (!(unit.dialect().recordSql() instanceof ReturningRecordSql sql)) {
      try (TimedStatements statements = timed(unit, collection, expiry)) {
        for (Row row : rows) {
          upserted.put(row.key(), statements.upsert(row, found.contains(row.key())));
        }
      }
      return upserted;
    }
    List<Row> next = new ArrayList<>();
    long weight = 0;
    int most = unit.dialect().statementBytes();
    for (Row row : rows) {
      if (!next.isEmpty() && (next.size() == ROWS || weight + row.weight() > most)) {
        upsertAtOnce(unit, sql, collection, next, expiry, upserted);
        next.clear();
        weight = 0;
      }
      next.add(row);
      weight += row.weight();
    }
    if (!next.isEmpty()) {
      upsertAtOnce(unit, sql, collection, next, expiry, upserted);
    }
    return upserted;
  }

  static TimedStatements timed(UnitOfWork unit, String collection, Expiry expiry)
      throws SQLException {
    return new TimedStatements(
        unit, (TimedRecordSql) unit.dialect().recordSql(), collection, expiry);
  }

  /**
   * Inserts or replaces one row.
   *
   * @param needed the dictionary of the frame; null if it needs none or if it is claimed already
   * @param found whether the row was found before; a wrong value costs a statement
   * @return the result; null, with nothing written, if the dictionary is not in force
   */
  public static @Nullable Upserted upsert(
      UnitOfWork unit,
      String collection,
      Row row,
      Expiry expiry,
      @Nullable NeededDictionary needed,
      boolean found)
      throws SQLException {
    if (!(unit.dialect().recordSql() instanceof ReturningRecordSql sql)) {
      try (TimedStatements statements = timed(unit, collection, expiry)) {
        return statements.upsert(row, found);
      }
    }
    boolean keepExpiry = expiry.keepsCurrent();
    String text =
        needed == null
            ? sql.upsertRecords(1, keepExpiry)
            : sql.upsertRecordWithDictionary(keepExpiry).orElseThrow();
    try (PreparedStatement statement = unit.connection().prepareStatement(text)) {
      int next = bindRow(statement, 1, collection, row, expiry);
      if (needed != null) {
        needed.bind(statement, next);
      }
      try (ResultSet written = statement.executeQuery()) {
        return written.next() ? Upserted.read(written, 2) : null;
      }
    }
  }

  /** A version for records that are created now; no earlier record of their keys had it. */
  public static long firstVersion(UnitOfWork unit) throws SQLException {
    if (unit.dialect().runsHere()) {
      return TimedStatements.versionNow();
    }
    try (PreparedStatement statement =
            unit.connection().prepareStatement("select " + unit.dialect().firstVersion());
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Inserts these rows, none of which may exist.
   *
   * @param version the version of every row
   * @param edition the edition of the statement; a new edition is prepared again
   * @throws RecordExistsException if a row exists; others may have been inserted by then, so the
   *     transaction must be rolled back
   */
  public static void insertNew(
      UnitOfWork unit, String collection, List<Row> rows, Expiry expiry, long version, int edition)
      throws SQLException {
    try {
      if (unit.dialect().recordSql() instanceof ReturningRecordSql sql) {
        String comment = edition == 0 ? "" : " /* " + edition + " */";
        new InsertStatements(collection, expiry, version).insert(unit, sql, comment, rows);
      } else {
        try (TimedStatements statements = timed(unit, collection, expiry)) {
          statements.createAll(rows, version);
        }
      }
    } catch (SQLException e) {
      if (unit.dialect().isDuplicateKey(e)) {
        throw new RecordExistsException();
      }
      throw e;
    }
  }

  private static void upsertAtOnce(
      UnitOfWork unit,
      ReturningRecordSql sql,
      String collection,
      List<Row> rows,
      Expiry expiry,
      Map<String, Upserted> upserted)
      throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement(sql.upsertRecords(rows.size(), expiry.keepsCurrent()))) {
      int position = 1;
      for (Row row : rows) {
        position = bindRow(statement, position, collection, row, expiry);
      }
      try (ResultSet written = statement.executeQuery()) {
        while (written.next()) {
          upserted.put(written.getString(1), Upserted.read(written, 2));
        }
      }
    }
  }

  /**
   * Inserts a row unless the key has one, even an expired one.
   *
   * @return the result of the put; null if there is a row
   */
  public static @Nullable Put insertIfAbsent(
      UnitOfWork unit, String collection, Row row, Expiry expiry) throws SQLException {
    return insertIfAbsent(unit, collection, row, expiry, null);
  }

  /**
   * Inserts a row unless the key has one, even an expired one.
   *
   * @param needed the dictionary of the frame; null if it needs none or if it is claimed already
   * @return the result of the put; null if there is a row or if the dictionary is not in force
   */
  public static @Nullable Put insertIfAbsent(
      UnitOfWork unit, String collection, Row row, Expiry expiry, @Nullable NeededDictionary needed)
      throws SQLException {
    if (!(unit.dialect().recordSql() instanceof ReturningRecordSql sql)) {
      try (TimedStatements statements = timed(unit, collection, expiry)) {
        Upserted created = statements.create(row);
        return created == null ? null : created.put();
      }
    }
    String text =
        needed == null
            ? sql.insertRecordIfAbsent()
            : sql.insertRecordIfAbsentWithDictionary().orElseThrow();
    try (PreparedStatement statement = unit.connection().prepareStatement(text)) {
      int next = bindRow(statement, 1, collection, row, expiry);
      if (needed != null) {
        needed.bind(statement, next);
      }
      try (ResultSet inserted = statement.executeQuery()) {
        return inserted.next() ? new Put(PutOutcome.CREATED, inserted.getLong(1)) : null;
      }
    } catch (SQLException e) {
      if (unit.dialect().isDuplicateKey(e)) {
        return null;
      }
      throw e;
    }
  }

  static int bindRow(
      PreparedStatement statement, int position, String collection, Row row, Expiry expiry)
      throws SQLException {
    statement.setString(position, collection);
    statement.setString(position + 1, row.key());
    int next = bindValue(statement, position + 2, row);
    bindExpiry(statement, next, expiry);
    return next + 1;
  }

  static int bindValue(PreparedStatement statement, int position, Row row) throws SQLException {
    statement.setString(position, row.type());
    statement.setInt(position + 1, row.size());
    byte[] frame = row.frame();
    if (frame == null) {
      statement.setNull(position + 2, Types.VARBINARY);
    } else {
      statement.setBytes(position + 2, frame);
    }
    bindNumber(statement, position + 3, row.contentId());
    return position + 4;
  }

  static void bindExpiry(PreparedStatement statement, int position, Expiry expiry)
      throws SQLException {
    bindNumber(statement, position, expiry.timeToLive().map(Duration::toMillis).orElse(null));
  }

  private static void bindNumber(PreparedStatement statement, int position, @Nullable Long number)
      throws SQLException {
    if (number == null) {
      statement.setNull(position, Types.BIGINT);
    } else {
      statement.setLong(position, number);
    }
  }
}
