package dev.coffer.backup.view;

import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queries on records within one view. Used by one thread. */
public final class RecordQueries {
  private final UnitOfWork unit;

  public RecordQueries(UnitOfWork unit) {
    this.unit = unit;
  }

  /** The first collection after a name; null if there is none. */
  public @Nullable String collectionAfter(String name) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select collection from coffer_record where collection > ? order by collection"
                    + " fetch first 1 row only")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /** The next records of a collection in the order of the keys, without frames and references. */
  public List<RecordRow> heads(String collection, @Nullable String after, int limit)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String sql =
        "select r.record_key, r.type, r.version, r.size, r.created_at, r.updated_at, r.expires_at,"
            + " c.domain, c.algorithm, c.digest from coffer_record r"
            + " left join coffer_content c on c.id = r.content_id where r.collection = ?"
            + (after == null
                ? ""
                : " and r." + dialect.keyOrder() + " > " + dialect.keyOrderPlaceholder())
            + " order by r."
            + dialect.keyOrder()
            + " fetch first "
            + limit
            + " rows only";
    List<RecordRow> page = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, collection);
      if (after != null) {
        query.setString(2, after);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          page.add(
              new RecordRow(
                  row.getString(1),
                  row.getString(2),
                  row.getLong(3),
                  row.getInt(4),
                  Rows.requiredTime(row, 5),
                  Rows.time(row, 6),
                  Rows.time(row, 7),
                  null,
                  Rows.content(row, 8),
                  List.of()));
        }
      }
    }
    return page;
  }

  /** The frames of a range of keys, both ends inclusive, by key. */
  public Map<String, byte[]> frames(String collection, String first, String last)
      throws SQLException {
    Map<String, byte[]> frames = new HashMap<>();
    String sql = "select r.record_key, r.frame from coffer_record r" + inRange();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      bindRange(query, collection, first, last);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          byte[] frame = row.getBytes(2);
          if (frame != null) {
            frames.put(row.getString(1), frame);
          }
        }
      }
    }
    return frames;
  }

  /** The references of the records of a range of keys, by key. */
  public Map<String, List<ContentKey>> references(String collection, String first, String last)
      throws SQLException {
    Map<String, List<ContentKey>> references = new HashMap<>();
    String sql =
        "select r.record_key, c.domain, c.algorithm, c.digest from coffer_record r"
            + " join coffer_record_reference x"
            + " on x.collection = r.collection and x.record_key = r.record_key"
            + " join coffer_content c on c.id = x.content_id"
            + inRange()
            + " order by c.id";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      bindRange(query, collection, first, last);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ContentKey content = Rows.content(row, 2);
          if (content != null) {
            references.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(content);
          }
        }
      }
    }
    return references;
  }

  private String inRange() {
    String order = " and r." + unit.dialect().keyOrder();
    String placeholder = unit.dialect().keyOrderPlaceholder();
    return " where r.collection = ?" + order + " >= " + placeholder + order + " <= " + placeholder;
  }

  private static void bindRange(
      PreparedStatement query, String collection, String first, String last) throws SQLException {
    query.setString(1, collection);
    query.setString(2, first);
    query.setString(3, last);
  }
}
