package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code coffer_record_expiry} as maintenance finds them, and its statements on them.
 * All times are UTC by the database's clock. See {@link ExpiryStatements} for the meaning of a row.
 */
public final class ExpiryRows {

  private ExpiryRows() {}

  /** The row of a record at which maintenance must look. */
  public record Due(String collection, String key, LocalDateTime at) {}

  /**
   * The state of a record whose row is due.
   *
   * @param expires whether the record has an expiry
   * @param expired whether its time has passed
   * @param bytes the length of its inline frame
   */
  public record State(long version, boolean expires, boolean expired, long bytes) {}

  /** The number of expired records, and the bytes of their inline frames. */
  public record Amount(long records, long bytes) {}

  /** The current time. */
  public static LocalDateTime now(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
            unit.connection().prepareStatement("select " + unit.dialect().utcNow());
        ResultSet row = query.executeQuery()) {
      row.next();
      return Objects.requireNonNull(row.getObject(1, LocalDateTime.class));
    }
  }

  /**
   * The next rows that are due within a time, by a plain read. They are sorted by the time, and
   * those of one moment by collection and key.
   *
   * @param after the row after which the walk goes on; null for its beginning
   * @param until the last moment, inclusive
   */
  public static List<Due> due(UnitOfWork unit, @Nullable Due after, LocalDateTime until, int limit)
      throws SQLException {
    String sql =
        "select collection, record_key, due_at from coffer_record_expiry where due_at <= ?"
            + (after == null
                ? ""
                : " and due_at >= ? and (due_at > ? or collection > ?"
                    + " or (collection = ? and record_key > ?))")
            + " order by due_at, collection, record_key fetch first ? rows only";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      int position = 1;
      query.setObject(position++, until);
      if (after != null) {
        query.setObject(position++, after.at());
        query.setObject(position++, after.at());
        query.setString(position++, after.collection());
        query.setString(position++, after.collection());
        query.setString(position++, after.key());
      }
      query.setInt(position, limit);
      List<Due> due = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          due.add(
              new Due(
                  rows.getString(1),
                  rows.getString(2),
                  Objects.requireNonNull(rows.getObject(3, LocalDateTime.class))));
        }
      }
      return due;
    }
  }

  /**
   * Locks those records of these keys, which must be sorted, that no other transaction has locked,
   * and returns their states. It does not wait.
   */
  public static Map<String, State> lock(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    Dialect dialect = unit.dialect();
    Map<String, State> locked = new HashMap<>();
    for (KeySlice slice : KeySlice.of(dialect, collection, keys)) {
      String sql =
          dialect.statementPrefix()
              + "select r.record_key, r.version, r.expires_at is not null, "
              + dialect.alive("r.")
              + ", octet_length(r.frame) from coffer_record r where "
              + slice.condition("r.")
              + " order by r.record_key for update skip locked";
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        slice.bind(query, 1);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            locked.put(
                rows.getString(1),
                new State(
                    rows.getLong(2), rows.getBoolean(3), !rows.getBoolean(4), rows.getLong(5)));
          }
        }
      }
    }
    return locked;
  }

  /** Makes the rows of these locked records, which expire later, due at their expiry. */
  public static void postpone(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    execute(
        unit,
        "update coffer_record_expiry set due_at = (select r.expires_at from coffer_record r"
            + " where r.collection = coffer_record_expiry.collection"
            + " and r.record_key = coffer_record_expiry.record_key) where ",
        collection,
        keys);
  }

  /** Deletes the rows of these locked records, which do not expire. */
  public static void delete(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    execute(unit, "delete from coffer_record_expiry where ", collection, keys);
  }

  private static void execute(UnitOfWork unit, String sql, String collection, List<String> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    String one = unit.dialect().statementPrefix() + sql + "collection = ? and record_key = ?";
    try (PreparedStatement statement = unit.connection().prepareStatement(one)) {
      for (String key : keys) {
        statement.setString(1, collection);
        statement.setString(2, key);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** What is expired now and has a row that is due. */
  public static Amount expired(UnitOfWork unit) throws SQLException {
    String now = unit.dialect().utcNow();
    String sql =
        "select count(*), coalesce(sum(octet_length(r.frame)), 0) from coffer_record_expiry x"
            + " join coffer_record r on r.collection = x.collection"
            + " and r.record_key = x.record_key where x.due_at <= "
            + now
            + " and r.expires_at <= "
            + now;
    try (PreparedStatement query = unit.connection().prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new Amount(row.getLong(1), row.getLong(2));
    }
  }

  /**
   * Adds the rows that are missing in a range of keys, such as those of records that an earlier
   * release has written. Records that other transactions have locked are left out.
   *
   * @param after the key after which the range begins; null for the beginning of the collection
   * @param last the last key of the range, inclusive
   * @return the number of added rows
   */
  public static int addMissing(
      UnitOfWork unit, String collection, @Nullable String after, String last) throws SQLException {
    List<String> missing = missing(unit, collection, after, last);
    return missing.isEmpty() ? 0 : add(unit, collection, missing);
  }

  /**
   * Gives those records of these keys, which must be sorted, that expire their rows. Records that
   * other transactions have locked are left out.
   *
   * @return the number of records that have a row now
   */
  public static int add(UnitOfWork unit, String collection, List<String> keys) throws SQLException {
    Map<String, State> locked = lock(unit, collection, keys);
    List<String> expiring =
        keys.stream()
            .filter(
                key -> {
                  State state = locked.get(key);
                  return state != null && state.expires();
                })
            .toList();
    if (!expiring.isEmpty()) {
      ExpiryStatements.addRows(unit, collection, expiring);
    }
    return expiring.size();
  }

  private static List<String> missing(
      UnitOfWork unit, String collection, @Nullable String after, String last) throws SQLException {
    String sql =
        "select r.record_key from coffer_record r where r.collection = ? and r.record_key <= ?"
            + (after == null ? "" : " and r.record_key > ?")
            + " and r.expires_at is not null and not exists (select 1"
            + " from coffer_record_expiry x where x.collection = r.collection"
            + " and x.record_key = r.record_key) order by r.collection, r.record_key";
    List<String> missing = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, collection);
      query.setString(2, last);
      if (after != null) {
        query.setString(3, after);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          missing.add(rows.getString(1));
        }
      }
    }
    return missing;
  }
}
