package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.record.Expiry;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that change the expiry of existing records, and those that keep {@code
 * coffer_record_expiry} in step. They make no decisions.
 *
 * <p>The table has a row for each record that expires, and is due no later than the record expires.
 * A prolonged record keeps its row, which is then due too early: maintenance corrects it when it is
 * due. So only a record that begins to expire, or that expires earlier than before, needs another
 * statement. A row is written while its record is locked. The database deletes it with its record.
 */
public final class ExpiryStatements {

  private ExpiryStatements() {}

  /**
   * Whether a record that was just written may lack its row, or have one that is due too late.
   *
   * @param before the record as a plain read has shown it; null if it showed none
   * @param after the stamp that the write has left
   */
  public static boolean mayLackRow(@Nullable ExistingRecord before, RecordStamp after) {
    Instant now = after.expiresAt();
    if (now == null) {
      return false;
    }
    if (before == null || after.version() != before.version() + 1) {
      return true;
    }
    Instant earlier = before.expiresAt();
    return earlier == null || earlier.isAfter(now);
  }

  /**
   * Gives those of these records that expire their rows. The transaction has written the records.
   *
   * @param keys the keys, which must be sorted
   */
  public static void addRows(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql = unit.dialect().upsertExpiry(slice.condition("r."));
      try (PreparedStatement upsert = unit.connection().prepareStatement(sql)) {
        slice.bind(upsert, 1);
        upsert.executeUpdate();
      }
    }
  }

  /** Changes the expiry of records that are locked already. */
  public static void move(UnitOfWork unit, String collection, List<String> keys, Expiry expiry)
      throws SQLException {
    var unused = move(unit, collection, keys, expiry, "");
  }

  /**
   * Changes the expiry of the live records of these keys, which must be distinct and sorted, and
   * returns the number of these records.
   */
  public static long touch(UnitOfWork unit, String collection, List<String> keys, Expiry expiry)
      throws SQLException {
    String alive = unit.dialect().alive("") + " and ";
    if (keys.size() == 1) {
      return move(unit, collection, keys, expiry, alive);
    }
    // One update locks the records in the order of their keys, as all writers do.
    long touched = update(unit, collection, keys, expiry, alive, false);
    if (touched > 0 && expiry.timeToLive().isPresent()) {
      addRows(unit, collection, keys);
    }
    return touched;
  }

  private static long move(
      UnitOfWork unit, String collection, List<String> keys, Expiry expiry, String condition)
      throws SQLException {
    if (expiry.timeToLive().isEmpty()) {
      return update(unit, collection, keys, expiry, condition, false);
    }
    // The records that are prolonged need no row, and often that is all of them.
    long prolonged = update(unit, collection, keys, expiry, condition, true);
    if (prolonged == keys.size()) {
      return prolonged;
    }
    // Another transaction may change the expiry now, and the clock moves: the opposite comparison
    // could find no record either.
    long moved = update(unit, collection, keys, expiry, condition, false);
    if (moved > 0) {
      addRows(unit, collection, keys);
    }
    return moved;
  }

  /**
   * Changes the expiry of the records of these keys that meet a condition.
   *
   * @param prolong whether to change only those that expire no later than the new expiry
   */
  private static long update(
      UnitOfWork unit,
      String collection,
      List<String> keys,
      Expiry expiry,
      String condition,
      boolean prolong)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String compared = prolong ? "expires_at <= " + dialect.utcNowPlusMillis() + " and " : "";
    long moved = 0;
    for (KeySlice slice : KeySlice.of(dialect, collection, keys)) {
      String sql =
          dialect.statementPrefix()
              + "update coffer_record set expires_at = "
              + dialect.utcNowPlusMillis()
              + " where "
              + condition
              + compared
              + slice.condition("");
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        int position = 1;
        RecordStatements.bindExpiry(statement, position++, expiry);
        if (prolong) {
          RecordStatements.bindExpiry(statement, position++, expiry);
        }
        slice.bind(statement, position);
        moved += statement.executeUpdate();
      }
    }
    return moved;
  }
}
