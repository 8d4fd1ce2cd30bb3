package dev.coffer.maintenance.collect;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.content.row.Statements;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queries of the garbage collector on whole ranges of contents. Stateless. */
final class CollectQueries {

  private static final Logger log = LoggerFactory.getLogger(CollectQueries.class);

  private CollectQueries() {}

  /** The number and the size in bytes of some contents. */
  record Extent(long contents, long bytes) {}

  /** The contents in this range of ids to which no row refers. */
  static List<Long> unreferenced(
      UnitOfWork unit, ReferringColumns columns, long after, long to, boolean unmarkedOnly)
      throws SQLException {
    String sql =
        "select c.id from coffer_content c where c.id > ? and c.id <= ? and "
            + columns.unreferenced()
            + (unmarkedOnly
                ? " and not exists"
                    + " (select 1 from coffer_unreferenced u where u.content_id = c.id)"
                : "")
            + " order by c.id";
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setLong(1, after);
      query.setLong(2, to);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
    }
    return ids;
  }

  /** All contents. */
  static Extent all(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement("select count(*), coalesce(sum(size), 0) from coffer_content")) {
      return extent(query);
    }
  }

  /** The contents whose marks are at least this old. */
  static Extent marked(UnitOfWork unit, Duration age) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select count(*), coalesce(sum(c.size), 0) from coffer_unreferenced u"
                    + " join coffer_content c on c.id = u.content_id where u.since <= "
                    + unit.dialect().utcNowPlusMillis())) {
      query.setLong(1, -age.toMillis());
      return extent(query);
    }
  }

  /** The hashes of contents, and their sizes. Unreadable hashes are absent. */
  static Map<Long, ContentHash> hashes(UnitOfWork unit, List<Long> ids) throws SQLException {
    Map<Long, ContentHash> hashes = new HashMap<>();
    forEach(
        unit,
        "select id, algorithm, digest from coffer_content where id in ",
        ids,
        row -> {
          long id = row.getLong(1);
          try {
            hashes.put(id, ContentHash.ofRow(id, row.getInt(2), row.getBytes(3)));
          } catch (DamagedContentRowException e) {
            log.debug("The content with the id {} has no readable hash.", id, e);
          }
        });
    return hashes;
  }

  /** The number of contents and the sum of their sizes. */
  static Extent extent(UnitOfWork unit, List<Long> ids) throws SQLException {
    long[] sums = new long[2];
    forEach(
        unit,
        "select id, size from coffer_content where id in ",
        ids,
        row -> {
          sums[0]++;
          sums[1] += row.getLong(2);
        });
    return new Extent(sums[0], sums[1]);
  }

  /** The stored bytes of contents. */
  static long storedBytes(UnitOfWork unit, List<Long> ids) throws SQLException {
    long[] sum = new long[1];
    forEach(
        unit,
        "select content_id, stored_size from coffer_frame where content_id in ",
        ids,
        row -> sum[0] += Math.abs(row.getLong(2)));
    return sum[0];
  }

  /** The rows of the lists of parts with these contents: content id and part id. */
  static void parts(UnitOfWork unit, List<Long> contentIds, LongPairs parts) throws SQLException {
    forEach(
        unit,
        "select distinct content_id, part_id from coffer_part where content_id in ",
        contentIds,
        row -> parts.accept(row.getLong(1), row.getLong(2)));
  }

  /** The rows of the lists with these parts: content id and part id. */
  static void wholes(UnitOfWork unit, List<Long> partIds, LongPairs wholes) throws SQLException {
    forEach(
        unit,
        "select distinct content_id, part_id from coffer_part where part_id in ",
        partIds,
        row -> wholes.accept(row.getLong(1), row.getLong(2)));
  }

  /** Takes two ids. */
  interface LongPairs {
    void accept(long contentId, long partId);
  }

  private interface Rows {
    void accept(ResultSet row) throws SQLException;
  }

  private static void forEach(UnitOfWork unit, String sql, List<Long> ids, Rows rows)
      throws SQLException {
    for (List<Long> slice : Statements.slices(ids, Statements.VALUES)) {
      String all = sql + Statements.list(slice.size());
      try (PreparedStatement query = unit.connection().prepareStatement(all)) {
        int index = 1;
        for (long id : Statements.padded(slice)) {
          query.setLong(index++, id);
        }
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            rows.accept(result);
          }
        }
      }
    }
  }

  private static Extent extent(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return new Extent(row.getLong(1), row.getLong(2));
    }
  }
}
