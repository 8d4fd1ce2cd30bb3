package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Dialects;
import dev.coffer.record.key.KeyRange;
import dev.coffer.tx.LimitedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query for the records of a range that changed last. No index has the times, so the database
 * reads the rows of the whole range and keeps the newest of them.
 */
public final class NewestRows {
  private static final String TIME = "coalesce(r.updated_at, r.created_at)";

  private NewestRows() {}

  /**
   * The place of a record in the order.
   *
   * @param updatedAt the time when the value of the record last changed
   * @param key the text of the key, which orders records of the same time
   */
  public record Position(Instant updatedAt, String key) {}

  /**
   * The newest rows that have not expired.
   *
   * @param range the range; its direction is ignored
   * @param after the position that they follow; null for the newest of all
   * @param patience the time after which the database stops the query, in whole seconds
   */
  public static List<StampedKey> after(
      Connection connection,
      String collection,
      KeyRange range,
      @Nullable Position after,
      int limit,
      Duration patience)
      throws SQLException {
    Dialect dialect = Dialects.of(connection);
    KeyConditions keys = KeyConditions.of(dialect, range);
    String sql =
        "select "
            + StampedKey.COLUMNS
            + " from coffer_record r where r.collection = ?"
            + keys.sql()
            + " and "
            + dialect.alive("r.")
            + (after == null
                ? ""
                : " and (%1$s < ? or (%1$s = ? and r.record_key > ?))".formatted(TIME))
            + " order by "
            + TIME
            + " desc, r.record_key fetch first ? rows only";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      int position = 1;
      query.setString(position++, collection);
      for (String bound : keys.values()) {
        query.setString(position++, bound);
      }
      if (after != null) {
        LocalDateTime time = LocalDateTime.ofInstant(after.updatedAt(), ZoneOffset.UTC);
        query.setObject(position++, time);
        query.setObject(position++, time);
        query.setString(position++, after.key());
      }
      query.setInt(position, limit);
      List<StampedKey> found = new ArrayList<>();
      try (ResultSet rows = LimitedQuery.execute(query, patience)) {
        while (rows.next()) {
          found.add(StampedKey.read(rows));
        }
      }
      return found;
    }
  }
}
