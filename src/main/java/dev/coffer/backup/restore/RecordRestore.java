package dev.coffer.backup.restore;

import dev.coffer.backup.ConflictRule;
import dev.coffer.backup.RestoreConflictException;
import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a snapshot, whose contents must be there. A record that the database has in
 * the same version counts as restored. Used by one thread.
 */
final class RecordRestore {
  private static final int BATCH = 200;

  private final Transactions own;
  private final BlobStore store;
  private final ConflictRule rule;
  private long restored;

  RecordRestore(Transactions own, BlobStore store, ConflictRule rule) {
    this.own = own;
    this.store = store;
    this.rule = rule;
  }

  /** The number of records that were written. */
  long restored() {
    return restored;
  }

  void run(Manifest manifest, Predicate<String> collections) {
    for (Manifest.CollectionEntry each : manifest.collections()) {
      if (collections.test(each.name())) {
        run(each);
      }
    }
  }

  private void run(Manifest.CollectionEntry collection) {
    for (BlobId blob : collection.ranges()) {
      for (KeyRangeRow range : Blobs.ranges(store, blob)) {
        List<RecordRow> rows = Blobs.records(store, range.blob());
        for (int from = 0; from < rows.size(); from += BATCH) {
          List<RecordRow> batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
          restored += own.write(unit -> write(unit, collection.name(), batch));
        }
      }
    }
  }

  private long write(UnitOfWork unit, String collection, List<RecordRow> rows) throws SQLException {
    Map<String, Long> versions = lock(unit, collection, rows);
    List<RecordRow> written = new ArrayList<>();
    List<RecordRow> replaced = new ArrayList<>();
    for (RecordRow each : rows) {
      Long version = versions.get(each.key());
      if (version == null) {
        written.add(each);
      } else if (version != each.version() && replaces(collection, each, version)) {
        replaced.add(each);
        written.add(each);
      }
    }
    delete(unit, collection, replaced);
    insert(unit, collection, written);
    return written.size();
  }

  private boolean replaces(String collection, RecordRow row, long version) {
    return switch (rule) {
      case SKIP -> false;
      case OVERWRITE -> true;
      case NEWER -> version < row.version();
      case REFUSE ->
          throw new RestoreConflictException(
              "The record '"
                  + row.key()
                  + "' of collection '"
                  + collection
                  + "' has version "
                  + version
                  + " in the database and "
                  + row.version()
                  + " in the snapshot. Choose a rule for conflicts: skip, overwrite or newer.");
    };
  }

  private static Map<String, Long> lock(UnitOfWork unit, String collection, List<RecordRow> rows)
      throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    String sql =
        "select record_key, version from coffer_record where collection = ? and record_key in "
            + Sql.list(rows.size())
            + " for update";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, collection);
      int index = 2;
      for (RecordRow each : rows) {
        query.setString(index++, each.key());
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          versions.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return versions;
  }

  private static void delete(UnitOfWork unit, String collection, List<RecordRow> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String sql =
        unit.dialect().statementPrefix()
            + "delete from coffer_record where collection = ? and record_key = ?";
    try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
      for (RecordRow each : rows) {
        delete.setString(1, collection);
        delete.setString(2, each.key());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private static void insert(UnitOfWork unit, String collection, List<RecordRow> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Map<ContentKey, Long> ids = ids(unit, rows);
    String prefix = unit.dialect().statementPrefix();
    try (PreparedStatement record =
            unit.connection()
                .prepareStatement(
                    prefix
                        + "insert into coffer_record (collection, record_key, type, version, size,"
                        + " frame, content_id, created_at, updated_at, expires_at) values "
                        + Sql.list(10));
        PreparedStatement expiry =
            unit.connection()
                .prepareStatement(
                    prefix
                        + "insert into coffer_record_expiry (collection, record_key, due_at)"
                        + " values "
                        + Sql.list(3));
        PreparedStatement content =
            unit.connection()
                .prepareStatement(
                    prefix
                        + "insert into coffer_record_content (collection, record_key, content_id)"
                        + " values "
                        + Sql.list(3));
        PreparedStatement reference =
            unit.connection()
                .prepareStatement(
                    prefix
                        + "insert into coffer_record_reference (collection, record_key,"
                        + " content_id) values "
                        + Sql.list(3))) {
      for (RecordRow each : rows) {
        Long contentId = each.content() == null ? null : id(ids, collection, each, each.content());
        record.setString(1, collection);
        record.setString(2, each.key());
        record.setString(3, each.type());
        record.setLong(4, each.version());
        record.setInt(5, each.size());
        record.setBytes(6, each.frame());
        if (contentId == null) {
          record.setNull(7, Types.BIGINT);
        } else {
          record.setLong(7, contentId);
        }
        record.setObject(8, Sql.time(each.createdAt()));
        Sql.bindTime(record, 9, each.updatedAt());
        Sql.bindTime(record, 10, each.expiresAt());
        record.addBatch();
        if (each.expiresAt() != null) {
          expiry.setString(1, collection);
          expiry.setString(2, each.key());
          Sql.bindTime(expiry, 3, each.expiresAt());
          expiry.addBatch();
        }
        if (contentId != null) {
          content.setString(1, collection);
          content.setString(2, each.key());
          content.setLong(3, contentId);
          content.addBatch();
        }
        for (ContentKey key : each.references()) {
          reference.setString(1, collection);
          reference.setString(2, each.key());
          reference.setLong(3, id(ids, collection, each, key));
          reference.addBatch();
        }
      }
      record.executeBatch();
      expiry.executeBatch();
      content.executeBatch();
      reference.executeBatch();
    }
  }

  private static long id(
      Map<ContentKey, Long> ids, String collection, RecordRow row, ContentKey key) {
    Long id = ids.get(key);
    if (id == null) {
      throw new RestoreConflictException(
          "The record '"
              + row.key()
              + "' of collection '"
              + collection
              + "' refers to a content that is neither in the database nor in the snapshot.");
    }
    return id;
  }

  /** The ids of the contents that these records need, locked against deletion. */
  private static Map<ContentKey, Long> ids(UnitOfWork unit, List<RecordRow> rows)
      throws SQLException {
    Set<ContentKey> keys = new HashSet<>();
    for (RecordRow each : rows) {
      keys.addAll(each.references());
      @Nullable ContentKey content = each.content();
      if (content != null) {
        keys.add(content);
      }
    }
    Map<ContentKey, Long> ids = new HashMap<>();
    List<ContentKey> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<ContentKey> part = all.subList(from, Math.min(from + BATCH, all.size()));
      String sql =
          "select id, domain, algorithm, digest from coffer_content where digest in "
              + Sql.list(part.size())
              + unit.dialect().shareLock();
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        int index = 1;
        for (ContentKey each : part) {
          query.setBytes(index++, each.digest());
        }
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            ids.put(
                new ContentKey(row.getString(2), row.getInt(3), row.getBytes(4)), row.getLong(1));
          }
        }
      }
    }
    return ids;
  }
}
