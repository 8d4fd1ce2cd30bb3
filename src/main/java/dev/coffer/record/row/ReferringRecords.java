package dev.coffer.record.row;

import dev.coffer.tx.LimitedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query for the records that refer to a content: their value is this content, or has its hash.
 * The indexes of both tables of references find them.
 */
public final class ReferringRecords {
  private static final String REFERENCES =
      " select collection, record_key from coffer_record_content where content_id = ?"
          + " union select collection, record_key from coffer_record_reference"
          + " where content_id = ?";

  private ReferringRecords() {}

  /** A record, by its collection and the text of its key. */
  public record Reference(String collection, String key) {}

  /**
   * The records that follow a record, in the order of their collections and keys in the database.
   *
   * @param after the record that they follow; null for the first ones
   * @param patience the time after which the database stops the query, in whole seconds
   */
  public static List<Reference> after(
      Connection connection,
      long contentId,
      @Nullable Reference after,
      int limit,
      Duration patience)
      throws SQLException {
    String sql =
        "select r.collection, r.record_key from ("
            + REFERENCES
            + ") r"
            + (after == null
                ? ""
                : " where r.collection > ? or (r.collection = ? and r.record_key > ?)")
            + " order by r.collection, r.record_key fetch first ? rows only";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      int position = 1;
      query.setLong(position++, contentId);
      query.setLong(position++, contentId);
      if (after != null) {
        query.setString(position++, after.collection());
        query.setString(position++, after.collection());
        query.setString(position++, after.key());
      }
      query.setInt(position, limit);
      List<Reference> found = new ArrayList<>();
      try (ResultSet rows = LimitedQuery.execute(query, patience)) {
        while (rows.next()) {
          found.add(new Reference(rows.getString(1), rows.getString(2)));
        }
      }
      return found;
    }
  }
}
