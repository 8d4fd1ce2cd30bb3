package dev.coffer.record.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The query on all collections of {@code coffer_record}. It sees only unexpired records. */
public final class CollectionQueries {

  private CollectionQueries() {}

  /** The number of records of each collection. */
  public static Map<String, Long> counts(UnitOfWork unit) throws SQLException {
    String sql =
        "select r.collection, count(*) from coffer_record r where "
            + unit.dialect().alive("r.")
            + " group by r.collection";
    Map<String, Long> counts = new HashMap<>();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }
}
