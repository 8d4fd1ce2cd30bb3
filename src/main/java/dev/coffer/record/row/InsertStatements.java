package dev.coffer.record.row;

import dev.coffer.dialect.ReturningRecordSql;
import dev.coffer.record.Expiry;
import dev.coffer.tx.UnitOfWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inserts of many new records, by arrays of their values or by batches of rows.
 *
 * @param version the version of every record
 */
record InsertStatements(String collection, Expiry expiry, long version) {

  /** Inserts these rows, in several statements or batches if they are many or large. */
  void insert(
      UnitOfWork unit, ReturningRecordSql sql, String comment, List<RecordStatements.Row> rows)
      throws SQLException {
    int most = unit.dialect().statementBytes();
    try (PreparedStatement insert =
        unit.connection().prepareStatement(sql.insertRecords() + comment)) {
      int from = 0;
      while (from < rows.size()) {
        int to = end(rows, from, most);
        List<RecordStatements.Row> some = rows.subList(from, to);
        if (sql.insertsArrays()) {
          executeArrays(unit.connection(), insert, some);
        } else {
          executeBatch(insert, some);
        }
        from = to;
      }
    }
  }

  /** The end of the rows that one statement may insert. */
  private static int end(List<RecordStatements.Row> rows, int from, int most) {
    int to = from;
    long weight = 0;
    do {
      weight += rows.get(to).weight();
      to++;
    } while (to < rows.size()
        && to - from < RecordStatements.ROWS
        && weight + rows.get(to).weight() <= most);
    return to;
  }

  private void executeBatch(PreparedStatement insert, List<RecordStatements.Row> rows)
      throws SQLException {
    for (RecordStatements.Row row : rows) {
      insert.setLong(1, version);
      RecordStatements.bindRow(insert, 2, collection, row, expiry);
      insert.addBatch();
    }
    insert.executeBatch();
  }

  private void executeArrays(
      Connection connection, PreparedStatement insert, List<RecordStatements.Row> rows)
      throws SQLException {
    int count = rows.size();
    String[] keys = new String[count];
    String[] types = new String[count];
    Integer[] sizes = new Integer[count];
    byte[] @Nullable [] frames = new byte[count][];
    @Nullable Long[] contentIds = new @Nullable Long[count];
    for (int i = 0; i < count; i++) {
      RecordStatements.Row row = rows.get(i);
      keys[i] = row.key();
      types[i] = row.type();
      sizes[i] = row.size();
      frames[i] = row.frame();
      contentIds[i] = row.contentId();
    }
    insert.setLong(1, version);
    insert.setString(2, collection);
    RecordStatements.bindExpiry(insert, 3, expiry);
    insert.setArray(4, connection.createArrayOf("text", keys));
    insert.setArray(5, connection.createArrayOf("text", types));
    insert.setArray(6, connection.createArrayOf("int4", sizes));
    insert.setArray(7, connection.createArrayOf("bytea", frames));
    insert.setArray(8, connection.createArrayOf("int8", contentIds));
    insert.executeUpdate();
  }
}
