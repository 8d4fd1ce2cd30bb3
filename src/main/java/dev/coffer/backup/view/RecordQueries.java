package dev.coffer.backup.view;

import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.KeyConditions;
import dev.coffer.record.row.OrderedRows;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queries on records within one view. Used by one thread. */
public final class RecordQueries {
  private static final String HEADS =
      "select r.record_key, r.type, r.version, r.size, r.created_at, r.updated_at, r.expires_at,"
          + " c.domain, c.algorithm, c.digest from coffer_record r"
          + " left join coffer_content c on c.id = r.content_id where r.collection = ?";

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

  /** The number of records. */
  public long count() throws SQLException {
    return Rows.count(unit, "coffer_record");
  }

  /** The number of records of a collection. */
  public long count(String collection) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement("select count(*) from coffer_record where collection = ?")) {
      query.setString(1, collection);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The next records of a collection in the order of the keys, without frames and references. */
  public List<RecordRow> heads(String collection, @Nullable String after, int limit)
      throws SQLException {
    return new OrderedRows<>(
            unit,
            collection,
            (keys, order, most) -> {
              String sql = HEADS + keys.sql() + order + " fetch first " + most + " rows only";
              List<RecordRow> page = new ArrayList<>();
              query(sql, collection, keys.values(), row -> page.add(head(row)));
              return page;
            },
            RecordRow::key)
        .first(after == null ? KeyRange.ALL : KeyRange.ALL.after(after), limit);
  }

  /** The whole records with these keys, by key. */
  public Map<String, RecordRow> rows(String collection, List<String> keys) throws SQLException {
    String among =
        " and r.record_key in (" + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")";
    Map<String, byte[]> frames = frames(collection, keys, among);
    Map<String, List<ContentKey>> references = references(collection, keys, among);
    Map<String, RecordRow> rows = new HashMap<>();
    query(
        HEADS + among,
        collection,
        keys,
        row -> {
          RecordRow head = head(row);
          rows.put(
              head.key(),
              head.withValue(
                  frames.get(head.key()), references.getOrDefault(head.key(), List.of())));
        });
    return rows;
  }

  private static RecordRow head(ResultSet row) throws SQLException {
    return new RecordRow(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getInt(4),
        Rows.requiredTime(row, 5),
        Rows.time(row, 6),
        Rows.time(row, 7),
        null,
        Rows.content(row, 8),
        List.of());
  }

  /** The frames of a range of keys, both ends inclusive, by key. */
  public Map<String, byte[]> frames(String collection, String first, String last)
      throws SQLException {
    KeyConditions range = KeyConditions.between(unit.dialect(), first, last);
    return frames(collection, range.values(), range.sql());
  }

  private Map<String, byte[]> frames(String collection, List<String> keys, String where)
      throws SQLException {
    Map<String, byte[]> frames = new HashMap<>();
    query(
        "select r.record_key, r.frame from coffer_record r where r.collection = ?" + where,
        collection,
        keys,
        row -> {
          byte[] frame = row.getBytes(2);
          if (frame != null) {
            frames.put(row.getString(1), frame);
          }
        });
    return frames;
  }

  /** The references of the records of a range of keys, by key. */
  public Map<String, List<ContentKey>> references(String collection, String first, String last)
      throws SQLException {
    KeyConditions range = KeyConditions.between(unit.dialect(), first, last);
    return references(collection, range.values(), range.sql());
  }

  private Map<String, List<ContentKey>> references(
      String collection, List<String> keys, String where) throws SQLException {
    Map<String, List<ContentKey>> references = new HashMap<>();
    query(
        "select r.record_key, c.domain, c.algorithm, c.digest from coffer_record r"
            + " join coffer_record_reference x"
            + " on x.collection = r.collection and x.record_key = r.record_key"
            + " join coffer_content c on c.id = x.content_id where r.collection = ?"
            + where
            + " order by c.id",
        collection,
        keys,
        row -> {
          ContentKey content = Rows.content(row, 2);
          if (content != null) {
            references.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(content);
          }
        });
    return references;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, String collection, List<String> keys, RowReader reader)
      throws SQLException {
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, collection);
      int index = 2;
      for (String each : keys) {
        query.setString(index++, each);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }
}
