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
    return first(unit, SelectedRow.COLUMNS, collection, range, limit, SelectedRow::read);
  }

  /** The keys and stamps of the first rows of a range, in its direction; no value is read. */
  public static List<StampedKey> keys(UnitOfWork unit, String collection, KeyRange range, int limit)
      throws SQLException {
    return first(unit, StampedKey.COLUMNS, collection, range, limit, StampedKey::read);
  }

  public static long count(UnitOfWork unit, String collection, KeyRange range) throws SQLException {
    List<String> bounds = new ArrayList<>();
    String sql = "select count(*)" + from(unit.dialect(), range, bounds);
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      bind(statement, collection, bounds);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }

  private static <R> List<R> first(
      UnitOfWork unit,
      String columns,
      String collection,
      KeyRange range,
      int limit,
      Reader<R> reader)
      throws SQLException {
    List<String> bounds = new ArrayList<>();
    // The index begins with the collection, so the order does too.
    String direction = range.descending() ? " desc" : "";
    String sql =
        "select "
            + columns
            + from(unit.dialect(), range, bounds)
            + " order by r.collection"
            + direction
            + ", r."
            + unit.dialect().keyOrder()
            + direction
            + " fetch first ? rows only";
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setInt(bind(statement, collection, bounds), limit);
      List<R> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }

  private static String from(Dialect dialect, KeyRange range, List<String> bounds) {
    StringBuilder sql = new StringBuilder(" from coffer_record r where r.collection = ?");
    range.appendTo(sql, "r." + dialect.keyOrder(), dialect.keyOrderPlaceholder(), bounds);
    return sql.append(" and ").append(dialect.alive("r.")).toString();
  }

  /** Binds the collection and the bounds, and returns the next position. */
  private static int bind(PreparedStatement statement, String collection, List<String> bounds)
      throws SQLException {
    statement.setString(1, collection);
    int position = 2;
    for (String bound : bounds) {
      statement.setString(position++, bound);
    }
    return position;
  }
}
