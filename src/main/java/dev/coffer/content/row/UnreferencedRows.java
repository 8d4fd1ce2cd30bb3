package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The marks in {@code coffer_unreferenced}: contents to which no row referred, each with the time
 * since when, by the database's clock. The garbage collector sets them. A write that finds a marked
 * content removes its mark, so that the content is kept for the whole grace again.
 */
public final class UnreferencedRows {

  private UnreferencedRows() {}

  /**
   * A mark.
   *
   * @param bytes the stored size of the content's frame; 0 if the content has none
   * @param exists whether the content still exists
   */
  public record Mark(long contentId, LocalDateTime since, long bytes, boolean exists) {}

  /** Removes the marks of contents that a write has found and locked. */
  public static void unmark(UnitOfWork unit, Collection<Long> contentIds) throws SQLException {
    List<Long> marked = new ArrayList<>();
    List<Long> sorted = new ArrayList<>(new TreeSet<>(contentIds));
    for (List<Long> slice : Statements.slices(sorted, Statements.VALUES)) {
      // A delete of absent rows would lock gaps of the index in a REPEATABLE READ transaction.
      marked.addAll(
          ids(
              unit,
              "select content_id from coffer_unreferenced where content_id in "
                  + Statements.list(slice.size()),
              Statements.padded(slice)));
    }
    delete(unit, marked);
  }

  /** Removes marks. */
  public static void delete(UnitOfWork unit, Collection<Long> contentIds) throws SQLException {
    for (List<Long> slice : Statements.slices(List.copyOf(contentIds), Statements.VALUES)) {
      String sql =
          unit.dialect().statementPrefix()
              + "delete from coffer_unreferenced where content_id in "
              + Statements.list(slice.size());
      try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
        bind(delete, 1, Statements.padded(slice));
        delete.executeUpdate();
      }
    }
  }

  /** Marks contents that have no mark. The contents are locked. */
  public static void mark(UnitOfWork unit, List<Long> contentIds) throws SQLException {
    insert(unit, "select c.id from coffer_content c where c.id in ", contentIds);
  }

  /** Marks the parts of these contents that have no mark. */
  public static void markPartsOf(UnitOfWork unit, List<Long> contentIds) throws SQLException {
    insert(
        unit,
        "select distinct p.part_id as id from coffer_part p where p.content_id in ",
        contentIds);
  }

  private static void insert(UnitOfWork unit, String select, List<Long> contentIds)
      throws SQLException {
    for (List<Long> slice : Statements.slices(contentIds, Statements.VALUES)) {
      String sql =
          unit.dialect().statementPrefix()
              + "insert into coffer_unreferenced (content_id, since) select n.id, "
              + unit.dialect().utcNow()
              + " from ("
              + select
              + Statements.list(slice.size())
              + ") n where not exists"
              + " (select 1 from coffer_unreferenced u where u.content_id = n.id)";
      try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
        bind(insert, 1, Statements.padded(slice));
        insert.executeUpdate();
      }
    }
  }

  /** The marks of the contents whose ids lie in this range. */
  public static List<Long> inRange(UnitOfWork unit, long after, long to) throws SQLException {
    return ids(
        unit,
        "select content_id from coffer_unreferenced where content_id > ? and content_id <= ?",
        List.of(after, to));
  }

  /** Those of these contents whose marks are at least this old. */
  public static List<Long> old(UnitOfWork unit, List<Long> contentIds, Duration age)
      throws SQLException {
    List<Long> found = new ArrayList<>();
    for (List<Long> slice : Statements.slices(contentIds, Statements.VALUES)) {
      List<Long> values = new ArrayList<>();
      values.add(-age.toMillis());
      values.addAll(Statements.padded(slice));
      found.addAll(
          ids(
              unit,
              "select content_id from coffer_unreferenced where since <= "
                  + unit.dialect().utcNowPlusMillis()
                  + " and content_id in "
                  + Statements.list(slice.size()),
              values));
    }
    return found;
  }

  /**
   * The next marks that are at least this old, the oldest first.
   *
   * @param after the last mark of the page before; null for the first page
   */
  public static List<Mark> oldest(UnitOfWork unit, Duration age, @Nullable Mark after, int limit)
      throws SQLException {
    String sql =
        "select u.content_id, u.since, f.stored_size, c.id from coffer_unreferenced u"
            + " left join coffer_content c on c.id = u.content_id"
            + " left join coffer_frame f on f.content_id = u.content_id where u.since <= "
            + unit.dialect().utcNowPlusMillis()
            + (after == null ? "" : " and (u.since > ? or u.since = ? and u.content_id > ?)")
            + " order by u.since, u.content_id fetch first "
            + limit
            + " rows only";
    List<Mark> marks = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setLong(1, -age.toMillis());
      if (after != null) {
        query.setObject(2, after.since());
        query.setObject(3, after.since());
        query.setLong(4, after.contentId());
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          row.getLong(4);
          boolean exists = !row.wasNull();
          marks.add(
              new Mark(
                  row.getLong(1),
                  Objects.requireNonNull(row.getObject(2, LocalDateTime.class)),
                  Math.abs(row.getLong(3)),
                  exists));
        }
      }
    }
    return marks;
  }

  private static List<Long> ids(UnitOfWork unit, String sql, List<Long> values)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      bind(query, 1, values);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
    }
    return ids;
  }

  private static void bind(PreparedStatement statement, int from, List<Long> values)
      throws SQLException {
    int index = from;
    for (long each : values) {
      statement.setLong(index++, each);
    }
  }
}
