package dev.coffer.backup.restore;

import dev.coffer.backup.ConflictRule;
import dev.coffer.backup.RestoreConflictException;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.view.ContentQueries;
import dev.coffer.backup.view.Rows;
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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a snapshot, whose contents must be there. A record that the database has in
 * the same version counts as restored. Used by one thread.
 */
final class RecordRestore {
  private static final int BATCH = 200;

  /** A transaction ends after this number of bytes of values, uncompressed. */
  private static final long BATCH_BYTES = 8L << 20;

  private final Transactions own;
  private final Selection selection;
  private final DictionaryRestore dictionaries;
  private final ConflictRule rule;
  private final ProgressMeter meter;
  private long restored;

  RecordRestore(
      Transactions own,
      Selection selection,
      DictionaryRestore dictionaries,
      ConflictRule rule,
      ProgressMeter meter) {
    this.own = own;
    this.selection = selection;
    this.dictionaries = dictionaries;
    this.rule = rule;
    this.meter = meter;
  }

  /** The number of records that were written. */
  long restored() {
    return restored;
  }

  void run() {
    for (Manifest.CollectionEntry collection : selection.collections()) {
      Batch batch = new Batch(collection.name());
      selection.ranges(
          collection,
          range ->
              selection
                  .records(collection, range)
                  .forEach(each -> batch.add(each, range.dictionaries())));
      batch.write();
    }
  }

  /** The records of one transaction. */
  private final class Batch {
    private final String collection;
    private final List<RecordRow> rows = new ArrayList<>();
    private final Set<String> dictionaryIds = new HashSet<>();
    private long bytes;

    Batch(String collection) {
      this.collection = collection;
    }

    void add(RecordRow row, List<String> dictionaries) {
      rows.add(row);
      dictionaryIds.addAll(dictionaries);
      bytes += row.size();
      if (rows.size() == BATCH || bytes >= BATCH_BYTES) {
        write();
      }
    }

    void write() {
      if (!rows.isEmpty()) {
        restored +=
            own.write(unit -> RecordRestore.this.write(unit, collection, rows, dictionaryIds));
        meter.add(rows.size(), bytes);
        rows.clear();
        dictionaryIds.clear();
        bytes = 0;
      }
    }
  }

  private long write(
      UnitOfWork unit, String collection, List<RecordRow> rows, Set<String> dictionaryIds)
      throws SQLException {
    Map<String, Stored> stored = lock(unit, collection, rows);
    List<RecordRow> written = new ArrayList<>();
    List<RecordRow> replaced = new ArrayList<>();
    for (RecordRow each : rows) {
      Stored present = stored.get(each.key());
      if (present == null) {
        written.add(each);
      } else if (!present.isRestored(each) && replaces(collection, each, present.version)) {
        replaced.add(each);
        written.add(each.withVersion(Math.max(each.version(), present.version + 1)));
      }
    }
    if (!written.isEmpty()) {
      dictionaries.keep(unit, collection, dictionaryIds);
    }
    delete(unit, collection, replaced);
    insert(unit, collection, written);
    return written.size();
  }

  /** The head of a record in the database. */
  private record Stored(
      String type,
      long version,
      int size,
      long createdAt,
      @Nullable Long updatedAt,
      @Nullable Long expiresAt) {

    /** Whether an earlier run has written this record. It may have got a greater version. */
    boolean isRestored(RecordRow row) {
      return version >= row.version()
          && type.equals(row.type())
          && size == row.size()
          && createdAt == row.createdAt()
          && Objects.equals(updatedAt, row.updatedAt())
          && Objects.equals(expiresAt, row.expiresAt());
    }
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

  private static Map<String, Stored> lock(UnitOfWork unit, String collection, List<RecordRow> rows)
      throws SQLException {
    Map<String, Stored> stored = new HashMap<>();
    String sql =
        "select record_key, type, version, size, created_at, updated_at, expires_at"
            + " from coffer_record where collection = ? and record_key in "
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
          stored.put(
              row.getString(1),
              new Stored(
                  row.getString(2),
                  row.getLong(3),
                  row.getInt(4),
                  Rows.requiredTime(row, 5),
                  Rows.time(row, 6),
                  Rows.time(row, 7)));
        }
      }
    }
    return stored;
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
    return new ContentQueries(unit).lockedIds(List.copyOf(keys));
  }
}
