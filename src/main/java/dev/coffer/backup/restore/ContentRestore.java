package dev.coffer.backup.restore;

import dev.coffer.backup.RestoreConflictException;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.view.ContentQueries;
import dev.coffer.content.row.UnreferencedRows;
import dev.coffer.entity.ContentIds;
import dev.coffer.tx.Transactions;
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
 * Writes the contents of a snapshot. Used by one thread.
 *
 * <p>A content that the database has already, under any id, stays. A new one gets its id of the
 * snapshot, because rows of the host may refer to it. If another content has that id, the restore
 * ends with an error, unless the content is restored for the sake of chosen records only.
 */
final class ContentRestore {
  private static final int BATCH = 50;

  private final Transactions own;
  private final BlobStore store;
  private final Selection selection;
  private final ProgressMeter meter;

  /** The ids of contents that have another id in the database than in the snapshot. */
  private final Map<Long, Long> moved = new HashMap<>();

  private long restored;

  ContentRestore(Transactions own, BlobStore store, Selection selection, ProgressMeter meter) {
    this.own = own;
    this.store = store;
    this.selection = selection;
    this.meter = meter;
  }

  /** The number of contents that were written. */
  long restored() {
    return restored;
  }

  /** Writes the contents. */
  void run() {
    for (BlobId blob : selection.contents()) {
      for (List<ContentRow> batch : batches(selection.contents(blob))) {
        restored += own.write(unit -> write(unit, batch));
        meter.add(batch.size(), batch.stream().mapToLong(ContentRow::size).sum());
      }
    }
    // A part may have a greater id than the content that it belongs to.
    for (BlobId blob : selection.contents()) {
      for (ContentRow each : selection.contents(blob)) {
        if (!each.parts().isEmpty()) {
          own.write(
              unit -> {
                writeParts(unit, each);
                return true;
              });
        }
      }
    }
  }

  private static <T> List<List<T>> batches(List<T> rows) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += BATCH) {
      batches.add(rows.subList(from, Math.min(from + BATCH, rows.size())));
    }
    return batches;
  }

  private long write(UnitOfWork unit, List<ContentRow> rows) throws SQLException {
    Map<ContentKey, Long> present =
        new ContentQueries(unit).lockedIds(rows.stream().map(ContentRow::key).toList());
    Set<Long> taken = taken(unit, rows.stream().map(ContentRow::id).toList());
    List<ContentRow> missing = new ArrayList<>();
    for (ContentRow each : rows) {
      Long id = present.get(each.key());
      if (id == null) {
        missing.add(taken.contains(each.id()) ? move(each) : each);
      } else if (id != each.id()) {
        moved.put(each.id(), id);
      }
    }
    UnreferencedRows.unmark(unit, present.values());
    insert(unit, missing);
    hold(unit, rows.stream().filter(selection::isChosen).toList());
    return missing.size();
  }

  /** Gives a content a new id, because its own one belongs to another content. */
  private ContentRow move(ContentRow row) {
    if (selection.isChosen(row)) {
      throw new RestoreConflictException(
          "The content with the id "
              + row.id()
              + " of the snapshot cannot be restored: another content has this id, and rows of"
              + " the application may refer to it. Restore into an empty database, or only the"
              + " records that need the content.");
    }
    long id = ContentIds.OF_PROCESS.take();
    moved.put(row.id(), id);
    return row.withId(id);
  }

  private static Set<Long> taken(UnitOfWork unit, List<Long> ids) throws SQLException {
    Set<Long> taken = new HashSet<>();
    String sql = "select id from coffer_content where id in " + Sql.list(ids.size());
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (long each : ids) {
        query.setLong(index++, each);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          taken.add(row.getLong(1));
        }
      }
    }
    return taken;
  }

  private void insert(UnitOfWork unit, List<ContentRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String prefix = unit.dialect().statementPrefix();
    try (PreparedStatement content =
            unit.connection()
                .prepareStatement(
                    prefix
                        + "insert into coffer_content (id, domain, algorithm, digest, size,"
                        + " created_at) values "
                        + Sql.list(6));
        PreparedStatement frame =
            unit.connection()
                .prepareStatement(
                    prefix
                        + "insert into coffer_frame (content_id, frame, stored_size) values "
                        + Sql.list(3))) {
      for (ContentRow each : rows) {
        content.setLong(1, each.id());
        content.setString(2, each.key().domain());
        content.setInt(3, each.key().algorithm());
        content.setBytes(4, each.key().digest());
        content.setLong(5, each.size());
        content.setObject(6, Sql.time(each.createdAt()));
        content.addBatch();
        byte[] bytes = each.manifest() == null ? store.read(each.key().frame()) : each.manifest();
        frame.setLong(1, each.id());
        frame.setBytes(2, bytes);
        frame.setInt(3, bytes.length);
        frame.addBatch();
      }
      content.executeBatch();
      frame.executeBatch();
    }
  }

  /** Retains contents as in the snapshot, in addition to what holds them in the database. */
  private void hold(UnitOfWork unit, List<ContentRow> rows) throws SQLException {
    Set<Long> retained = new HashSet<>();
    Map<Long, Set<String>> held = new HashMap<>();
    readHolds(unit, rows.stream().map(each -> idOf(each.id())).toList(), retained, held);
    String prefix = unit.dialect().statementPrefix();
    try (PreparedStatement retain =
            unit.connection()
                .prepareStatement(
                    prefix + "insert into coffer_retained (content_id, since) values (?, ?)");
        PreparedStatement hold =
            unit.connection()
                .prepareStatement(
                    prefix
                        + "insert into coffer_holder (content_id, holder, since) values "
                        + Sql.list(3))) {
      for (ContentRow each : rows) {
        long id = idOf(each.id());
        Long since = each.retainedSince();
        if (since != null && !retained.contains(id)) {
          retain.setLong(1, id);
          retain.setObject(2, Sql.time(since));
          retain.addBatch();
        }
        for (ContentRow.Held holder : each.holders()) {
          if (!held.getOrDefault(id, Set.of()).contains(holder.holder())) {
            hold.setLong(1, id);
            hold.setString(2, holder.holder());
            hold.setObject(3, Sql.time(holder.since()));
            hold.addBatch();
          }
        }
      }
      retain.executeBatch();
      hold.executeBatch();
    }
  }

  private static void readHolds(
      UnitOfWork unit, List<Long> ids, Set<Long> retained, Map<Long, Set<String>> held)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String among = " where content_id in " + Sql.list(ids.size());
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select content_id, null from coffer_retained"
                    + among
                    + " union all select content_id, holder from coffer_holder"
                    + among)) {
      int index = 1;
      for (int i = 0; i < 2; i++) {
        for (long each : ids) {
          query.setLong(index++, each);
        }
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String holder = row.getString(2);
          if (holder == null) {
            retained.add(row.getLong(1));
          } else {
            held.computeIfAbsent(row.getLong(1), id -> new HashSet<>()).add(holder);
          }
        }
      }
    }
  }

  private long idOf(long idInSnapshot) {
    return moved.getOrDefault(idInSnapshot, idInSnapshot);
  }

  private void writeParts(UnitOfWork unit, ContentRow row) throws SQLException {
    long id = idOf(row.id());
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement("select count(*) from coffer_part where content_id = ?")) {
      query.setLong(1, id);
      try (ResultSet count = query.executeQuery()) {
        count.next();
        if (count.getLong(1) > 0) {
          return;
        }
      }
    }
    String sql =
        unit.dialect().statementPrefix()
            + "insert into coffer_part (content_id, position, part_id, part_offset) values "
            + Sql.list(4);
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      int position = 0;
      for (ContentRow.Part each : row.parts()) {
        insert.setLong(1, id);
        insert.setInt(2, position++);
        insert.setLong(3, idOf(each.id()));
        insert.setLong(4, each.offset());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
