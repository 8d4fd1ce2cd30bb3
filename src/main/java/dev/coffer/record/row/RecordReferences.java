package dev.coffer.record.row;

import dev.coffer.record.row.RecordStatements.Row;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * The statements that write {@code coffer_record_content}. This table lists the records whose
 * values are contents. Its foreign keys keep these contents from being collected.
 *
 * <p>The references have a table of their own because InnoDB repeats the whole primary key in the
 * index of a foreign key, even for a row without a reference. Most records are inline, and would
 * take a third more space. Call these methods after the records themselves were written, while the
 * records are still locked by that write: then nobody else changes their references. The database
 * deletes the references of a deleted record.
 */
public final class RecordReferences {
  private static final int ROWS = 100;

  private RecordReferences() {}

  /** Makes each of these records that is a content refer to its content, and to no other one. */
  public static void upsert(UnitOfWork unit, String collection, List<Row> rows)
      throws SQLException {
    List<Row> referring = rows.stream().filter(row -> row.contentId() != null).toList();
    if (referring.isEmpty()) {
      return;
    }
    for (List<Row> some : SqlLists.slices(referring, ROWS)) {
      String sql = unit.dialect().upsertReferences(some.size());
      try (PreparedStatement upsert = unit.connection().prepareStatement(sql)) {
        int position = 1;
        for (Row row : some) {
          upsert.setString(position++, collection);
          upsert.setString(position++, row.key());
          upsert.setLong(position++, Objects.requireNonNull(row.contentId()));
        }
        upsert.executeUpdate();
      }
    }
  }

  /** Deletes the references of records that are inline now. */
  public static void delete(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql =
          unit.dialect().statementPrefix()
              + "delete from coffer_record_content where "
              + slice.condition("");
      try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
        slice.bind(delete, 1);
        delete.executeUpdate();
      }
    }
  }
}
