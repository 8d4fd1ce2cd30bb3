package dev.coffer.dictionary;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements on {@code coffer_common_dictionary}. */
final class CommonRows {

  /** A row of the table. */
  record Row(DictionaryName name, String domain, CommonMark mark) {}

  private CommonRows() {}

  /** Marks a dictionary as a common one. */
  static void put(UnitOfWork unit, String domain, DictionaryName name, CommonMark mark)
      throws SQLException {
    String sql =
        exists(unit, domain, name)
            ? "update coffer_common_dictionary set window_bytes = ?, shared_by = ?, gain = ?"
                + " where collection = ? and dictionary_id = ? and domain = ?"
            : "insert into coffer_common_dictionary (window_bytes, shared_by, gain, collection,"
                + " dictionary_id, domain) values (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setInt(1, mark.window());
      statement.setInt(2, mark.sharedBy());
      statement.setInt(3, mark.gain());
      statement.setString(4, name.collection());
      statement.setString(5, name.id());
      statement.setString(6, domain);
      statement.executeUpdate();
    }
  }

  private static boolean exists(UnitOfWork unit, String domain, DictionaryName name)
      throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select 1 from coffer_common_dictionary where collection = ?"
                    + " and dictionary_id = ? and domain = ?")) {
      query.setString(1, name.collection());
      query.setString(2, name.id());
      query.setString(3, domain);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Whether a common dictionary of a collection is retired. */
  static boolean isRetired(UnitOfWork unit, String domain, String collection) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select 1 from coffer_common_dictionary c join coffer_dictionary d"
                    + " on d.collection = c.collection and d.dictionary_id = c.dictionary_id"
                    + " and d.domain = c.domain where c.collection = ? and c.domain = ?"
                    + " and d.retired_at is not null")) {
      query.setString(1, collection);
      query.setString(2, domain);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** The rows of a collection whose dictionaries another collection does not have. */
  static List<Row> toCopy(UnitOfWork unit, String collection, String other) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select c.dictionary_id, c.domain, c.window_bytes, c.shared_by, c.gain"
                    + " from coffer_common_dictionary c where c.collection = ? and not exists"
                    + " (select 1 from coffer_dictionary o where o.collection = ?"
                    + " and o.dictionary_id = c.dictionary_id and o.domain = c.domain)")) {
      query.setString(1, collection);
      query.setString(2, other);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  new DictionaryName(collection, row.getString(1)),
                  row.getString(2),
                  new CommonMark(row.getInt(3), row.getInt(4), row.getInt(5))));
        }
      }
    }
    return rows;
  }
}
