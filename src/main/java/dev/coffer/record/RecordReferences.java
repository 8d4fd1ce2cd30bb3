package dev.coffer.record;

import dev.coffer.record.RecordStatements.Row;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The statements that write {@code coffer_record_content}: which records hold their values as
 * contents, by foreign keys that keep these contents from being collected.
 *
 * <p>They are apart from the records because InnoDB repeats the whole primary key in the index of a
 * foreign key, for a row without a reference as well: most records are inline, and would take a
 * third more room. To be called after the records themselves were written and while they are locked
 * by that: then nobody else changes their references. The database deletes those of a record that
 * is deleted.
 */
final class RecordReferences {
  private static final int ROWS = 100;

  private RecordReferences() {}

  /** Adds the references of new records. */
  static void add(UnitOfWork unit, String collection, List<Row> rows) throws SQLException {
    List<Row> referring = rows.stream().filter(row -> row.contentId() != null).toList();
    if (referring.isEmpty()) {
      return;
    }
    for (List<Row> some : SqlLists.slices(referring, ROWS)) {
      String sql =
          unit.database().statementPrefix()
              + "insert into coffer_record_content (collection, record_key, content_id) values "
              + String.join(", ", Collections.nCopies(some.size(), "(?, ?, ?)"));
      try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
        int position = 1;
        for (Row row : some) {
          insert.setString(position++, collection);
          insert.setString(position++, row.draft().key());
          insert.setLong(position++, Objects.requireNonNull(row.contentId()));
        }
        insert.executeUpdate();
      }
    }
  }

  /** Replaces the references of records that may have had some. */
  static void replace(UnitOfWork unit, String collection, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<String> keys = new ArrayList<>(rows.size());
    rows.forEach(row -> keys.add(row.draft().key()));
    for (KeySlice slice : KeySlice.of(unit.database(), collection, keys)) {
      String sql =
          unit.database().statementPrefix()
              + "delete from coffer_record_content where "
              + slice.condition("");
      try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
        slice.bind(delete, 1);
        delete.executeUpdate();
      }
    }
    add(unit, collection, rows);
  }
}
