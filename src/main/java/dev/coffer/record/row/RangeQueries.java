package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.record.key.KeyRange;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The queries on ranges of {@code coffer_record}. They see only records that have not expired. They
 * read the rows by the index of the keys, in both directions, and never skip rows by an offset.
 */
public final class RangeQueries {

  private RangeQueries() {}

  /** The first rows of a range, in its direction. */
  public static List<SelectedRow> rows(
      UnitOfWork unit, String collection, KeyRange range, int limit) throws SQLException {
    return new OrderedRows<>(
            unit,
            collection,
            query(unit, SelectedRow.COLUMNS, collection, SelectedRow::read),
            SelectedRow::key)
        .first(range, limit);
  }

  /** The keys and stamps of the first rows of a range, in its direction; no value is read. */
  public static List<StampedKey> keys(UnitOfWork unit, String collection, KeyRange range, int limit)
      throws SQLException {
    return new OrderedRows<>(
            unit,
            collection,
            query(unit, StampedKey.COLUMNS, collection, StampedKey::read),
            StampedKey::key)
        .first(range, limit);
  }

  public static long count(UnitOfWork unit, String collection, KeyRange range) throws SQLException {
    KeyConditions keys = KeyConditions.of(unit.dialect(), range);
    String sql = "select count(*)" + from(unit.dialect(), keys);
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      bind(statement, collection, keys);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }

  private static <R> OrderedRows.Query<R> query(
      UnitOfWork unit, String columns, String collection, Reader<R> reader) {
    return (keys, order, limit) -> {
      String sql =
          "select " + columns + from(unit.dialect(), keys) + order + " fetch first ? rows only";
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        statement.setInt(bind(statement, collection, keys), limit);
        List<R> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            found.add(reader.read(rows));
          }
        }
        return found;
      }
    };
  }

  private static String from(Dialect dialect, KeyConditions keys) {
    return " from coffer_record r where r.collection = ?"
        + keys.sql()
        + " and "
        + dialect.alive("r.");
  }

  /** Binds the collection and the bounds, and returns the next position. */
  private static int bind(PreparedStatement statement, String collection, KeyConditions keys)
      throws SQLException {
    statement.setString(1, collection);
    int position = 2;
    for (String bound : keys.values()) {
      statement.setString(position++, bound);
    }
    return position;
  }
}
