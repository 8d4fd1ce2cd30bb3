package dev.coffer.backup.restore;

import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the dictionaries of a snapshot. Those that the database has stay. Used by one thread.
 *
 * <p>A dictionary of the snapshot never replaces one that is in use: it counts as retired if the
 * database had another one for the collection before. Of several in the snapshot that are not
 * retired, the newest is in use again.
 */
final class DictionaryRestore {
  private final BlobStore store;
  private final Manifest manifest;
  private final Set<Manifest.DictionaryEntry> inserted = new HashSet<>();

  DictionaryRestore(BlobStore store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
  }

  /** Writes the dictionaries of these collections that the database does not have. */
  void run(Transactions own, List<String> collections) {
    for (Manifest.DictionaryEntry each : manifest.dictionaries()) {
      if (collections.contains(each.collection())) {
        own.write(
            unit -> {
              if (!lock(unit, each)) {
                insert(unit, each);
              }
              return true;
            });
      }
    }
  }

  /**
   * Keeps dictionaries from being deleted before the transaction ends, for the frames that it
   * writes. A retired one counts as retired now, so that a deletion that has looked for its frames
   * already does not happen (decision 21).
   */
  void keep(UnitOfWork unit, String collection, Set<String> ids) throws SQLException {
    for (Manifest.DictionaryEntry each : manifest.dictionaries()) {
      if (each.collection().equals(collection) && ids.contains(each.id())) {
        if (lock(unit, each)) {
          renewRetirement(unit, each);
        } else {
          insert(unit, each);
        }
      }
    }
  }

  private static boolean lock(UnitOfWork unit, Manifest.DictionaryEntry entry) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select dictionary_id from coffer_dictionary where collection = ?"
                    + " and dictionary_id = ? and domain = ? for update")) {
      bind(query, 1, entry);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void renewRetirement(UnitOfWork unit, Manifest.DictionaryEntry entry)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_dictionary set retired_at = "
            + unit.dialect().utcNow()
            + " where collection = ? and dictionary_id = ? and domain = ?"
            + " and retired_at is not null";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      bind(update, 1, entry);
      update.executeUpdate();
    }
  }

  private void insert(UnitOfWork unit, Manifest.DictionaryEntry entry) throws SQLException {
    byte[] bytes = store.read(entry.blob());
    boolean retires = entry.retiredAt() == null && hasActive(unit, entry);
    String sql =
        unit.dialect().statementPrefix()
            + "insert into coffer_dictionary (collection, dictionary_id, domain, dictionary,"
            + " created_at, retired_at) values (?, ?, ?, ?, ?, "
            + (retires ? unit.dialect().utcNow() : "?")
            + ")";
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      bind(insert, 1, entry);
      insert.setBytes(4, bytes);
      insert.setObject(5, Sql.time(entry.createdAt()));
      if (!retires) {
        Sql.bindTime(insert, 6, entry.retiredAt());
      }
      insert.executeUpdate();
    }
    if (entry.common() != null) {
      mark(unit, entry, entry.common());
    }
    inserted.add(entry);
  }

  private static void mark(
      UnitOfWork unit, Manifest.DictionaryEntry entry, Manifest.CommonMark common)
      throws SQLException {
    try (PreparedStatement insert =
        unit.connection()
            .prepareStatement(
                "insert into coffer_common_dictionary (collection, dictionary_id, domain,"
                    + " window_bytes, shared_by, gain) values (?, ?, ?, ?, ?, ?)")) {
      bind(insert, 1, entry);
      insert.setInt(4, common.window());
      insert.setInt(5, common.sharedBy());
      insert.setInt(6, common.gain());
      insert.executeUpdate();
    }
  }

  /** Whether there is an active dictionary that this restore has not inserted. */
  private boolean hasActive(UnitOfWork unit, Manifest.DictionaryEntry entry) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select dictionary_id from coffer_dictionary where collection = ? and domain = ?"
                    + " and retired_at is null")) {
      query.setString(1, entry.collection());
      query.setString(2, entry.domain());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          if (!hasInserted(entry, rows.getString(1))) {
            return true;
          }
        }
        return false;
      }
    }
  }

  private boolean hasInserted(Manifest.DictionaryEntry like, String id) {
    return inserted.stream()
        .anyMatch(
            each ->
                each.id().equals(id)
                    && each.collection().equals(like.collection())
                    && each.domain().equals(like.domain()));
  }

  private static void bind(PreparedStatement statement, int index, Manifest.DictionaryEntry entry)
      throws SQLException {
    statement.setString(index, entry.collection());
    statement.setString(index + 1, entry.id());
    statement.setString(index + 2, entry.domain());
  }
}
