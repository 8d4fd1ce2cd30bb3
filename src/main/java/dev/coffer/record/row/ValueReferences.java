package dev.coffer.record.row;

import dev.coffer.api.ContentHash;
import dev.coffer.dialect.Dialect;
import dev.coffer.record.row.RecordStatements.Row;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statements on {@code coffer_record_reference}. This table lists the contents to which the
 * values of records refer by their hashes. Its foreign keys keep these contents from being deleted,
 * and follow the deletion and the renaming of records.
 *
 * <p>Call the methods that write after the records themselves were written, while the records are
 * still locked by that write: then nobody else changes their references.
 */
public final class ValueReferences {
  private static final int ROWS = 100;

  private ValueReferences() {}

  /** One row of the table, in a collection. */
  private record Reference(String key, long contentId) {}

  /** Adds the references of records that were just inserted. */
  public static void insert(UnitOfWork unit, String collection, List<Row> rows)
      throws SQLException {
    List<Reference> added = new ArrayList<>();
    for (Row row : rows) {
      row.references().forEach(id -> added.add(new Reference(row.key(), id)));
    }
    insertAll(unit, collection, added);
  }

  /** Makes each of these records refer to the contents of its row, and to no others. */
  public static void replace(UnitOfWork unit, String collection, List<Row> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Map<String, Set<Long>> before = read(unit, collection, rows);
    List<Reference> added = new ArrayList<>();
    List<Reference> gone = new ArrayList<>();
    for (Row row : rows) {
      Set<Long> old = before.getOrDefault(row.key(), Set.of());
      row.references().stream()
          .filter(id -> !old.contains(id))
          .forEach(id -> added.add(new Reference(row.key(), id)));
      old.stream()
          .filter(id -> !row.references().contains(id))
          .forEach(id -> gone.add(new Reference(row.key(), id)));
    }
    delete(unit, collection, gone);
    insertAll(unit, collection, added);
  }

  /** Reads the references of records that are locked, independent of the host's snapshot. */
  private static Map<String, Set<Long>> read(UnitOfWork unit, String collection, List<Row> rows)
      throws SQLException {
    Dialect dialect = unit.dialect();
    boolean current = unit.joinsHost() && dialect.product() != Dialect.Product.POSTGRESQL;
    Map<String, Set<Long>> found = new HashMap<>();
    List<String> keys = rows.stream().map(Row::key).toList();
    for (KeySlice slice : KeySlice.of(dialect, collection, keys)) {
      String sql =
          (current ? dialect.statementPrefix() : "")
              + "select x.record_key, x.content_id from coffer_record_reference x where "
              + slice.condition("x.")
              + (current ? " for update" : "");
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        slice.bind(query, 1);
        try (ResultSet references = query.executeQuery()) {
          while (references.next()) {
            found
                .computeIfAbsent(references.getString(1), key -> new HashSet<>())
                .add(references.getLong(2));
          }
        }
      }
    }
    return found;
  }

  private static void delete(UnitOfWork unit, String collection, List<Reference> gone)
      throws SQLException {
    if (gone.isEmpty()) {
      return;
    }
    String sql =
        unit.dialect().statementPrefix()
            + "delete from coffer_record_reference"
            + " where collection = ? and record_key = ? and content_id = ?";
    try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
      for (Reference reference : gone) {
        delete.setString(1, collection);
        delete.setString(2, reference.key());
        delete.setLong(3, reference.contentId());
        delete.executeUpdate();
      }
    }
  }

  private static void insertAll(UnitOfWork unit, String collection, List<Reference> added)
      throws SQLException {
    for (List<Reference> some : SqlLists.slices(added, ROWS)) {
      String sql =
          unit.dialect().statementPrefix()
              + "insert into coffer_record_reference (collection, record_key, content_id) values "
              + "(?, ?, ?)"
              + ", (?, ?, ?)".repeat(some.size() - 1);
      try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
        int position = 1;
        for (Reference reference : some) {
          insert.setString(position++, collection);
          insert.setString(position++, reference.key());
          insert.setLong(position++, reference.contentId());
        }
        insert.executeUpdate();
      }
    }
  }

  /** The hashes to which these records refer, of contents in this domain, by a plain read. */
  public static Map<String, Set<ContentHash>> hashes(
      UnitOfWork unit, String collection, List<String> keys, String domain) throws SQLException {
    Map<String, Set<ContentHash>> found = new HashMap<>();
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql =
          "select x.record_key, c.algorithm, c.digest from coffer_record_reference x"
              + " join coffer_content c on c.id = x.content_id where c.domain = ? and "
              + slice.condition("x.");
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        query.setString(1, domain);
        slice.bind(query, 2);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            ContentHash hash = ExistingRecord.contentHash(rows.getInt(2), rows.getBytes(3));
            if (hash != null) {
              found.computeIfAbsent(rows.getString(1), key -> new HashSet<>()).add(hash);
            }
          }
        }
      }
    }
    return found;
  }
}
