package dev.coffer.backup.restore;

import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes the dictionaries of a snapshot. Those that the database has stay. Stateless. */
final class DictionaryRestore {

  private DictionaryRestore() {}

  static void run(Transactions own, BlobStore store, Manifest manifest) {
    for (Manifest.DictionaryEntry each : manifest.dictionaries()) {
      byte[] bytes = store.read(each.blob());
      own.write(
          unit -> {
            if (!exists(unit, each)) {
              insert(unit, each, bytes);
            }
            return true;
          });
    }
  }

  private static boolean exists(UnitOfWork unit, Manifest.DictionaryEntry entry)
      throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select 1 from coffer_dictionary where collection = ? and dictionary_id = ?"
                    + " and domain = ?")) {
      query.setString(1, entry.collection());
      query.setString(2, entry.id());
      query.setString(3, entry.domain());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void insert(UnitOfWork unit, Manifest.DictionaryEntry entry, byte[] bytes)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "insert into coffer_dictionary (collection, dictionary_id, domain, dictionary,"
            + " created_at, retired_at) values "
            + Sql.list(6);
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      insert.setString(1, entry.collection());
      insert.setString(2, entry.id());
      insert.setString(3, entry.domain());
      insert.setBytes(4, bytes);
      insert.setObject(5, Sql.time(entry.createdAt()));
      Sql.bindTime(insert, 6, entry.retiredAt());
      insert.executeUpdate();
    }
  }
}
