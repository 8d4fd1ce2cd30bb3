package dev.coffer.record.row;

import dev.coffer.codec.frame.Payload;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.entity.StoredContent;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Loads the bytes of values that are contents. Contents of one part are loaded as frames, and
 * contents of several parts as raw bytes. Thread-safe.
 */
public final class ContentBytes {
  private static final int FRAMES_AT_ONCE = 64;

  private final ContentEngine contents;

  public ContentBytes(ContentEngine contents) {
    this.contents = contents;
  }

  public static StoredBytes framed(byte[] frame) {
    return new StoredBytes.Framed(Payload.ofFrame(frame));
  }

  static boolean isOfParts(SelectedRow head) {
    return head.size() > StoredContent.MAX_PERSISTED_LENGTH;
  }

  /**
   * The bytes of the contents of these rows. A content that is missing or not visible is absent
   * from the result.
   */
  public Map<Long, StoredBytes> load(UnitOfWork unit, List<SelectedRow> heads) throws SQLException {
    Set<Long> single = new TreeSet<>();
    Set<Long> ofParts = new TreeSet<>();
    for (SelectedRow head : heads) {
      Long id = head.contentId();
      if (id != null) {
        (isOfParts(head) ? ofParts : single).add(id);
      }
    }
    Map<Long, StoredBytes> found = new HashMap<>();
    for (List<Long> ids : SqlLists.slices(new ArrayList<>(single), FRAMES_AT_ONCE)) {
      loadFrames(unit, ids, "", "", found);
    }
    single.removeAll(found.keySet());
    if (!single.isEmpty()) {
      loadHidden(unit, new ArrayList<>(single), found);
    }
    for (long id : ofParts) {
      byte[] raw = contents.readAll(unit, List.of(id)).get(id);
      if (raw != null) {
        found.put(id, new StoredBytes.Whole(raw));
      }
    }
    return found;
  }

  /**
   * Loads contents that a plain read does not show. Under REPEATABLE READ a record of this
   * transaction may refer to a content that was committed after the transaction's snapshot. A plain
   * read does not show that content, but a locking read does. (PostgreSQL refuses such a reference,
   * so there is nothing to load.)
   */
  private static void loadHidden(UnitOfWork unit, List<Long> ids, Map<Long, StoredBytes> found)
      throws SQLException {
    Dialect dialect = unit.dialect();
    if (dialect.product() != Dialect.Product.POSTGRESQL
        && !unit.connection().getAutoCommit()
        && !unit.connection().isReadOnly()) {
      for (List<Long> slice : SqlLists.slices(ids, FRAMES_AT_ONCE)) {
        loadFrames(unit, slice, dialect.statementPrefix(), dialect.shareLock(), found);
      }
    }
  }

  private static void loadFrames(
      UnitOfWork unit, List<Long> ids, String prefix, String lock, Map<Long, StoredBytes> found)
      throws SQLException {
    String sql =
        prefix
            + "select content_id, frame from coffer_frame where content_id in "
            + SqlLists.of(ids.size())
            + lock;
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      SqlLists.bind(statement, 1, ids);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          byte[] frame = rows.getBytes(2);
          if (frame != null) {
            found.put(rows.getLong(1), framed(frame));
          }
        }
      }
    }
  }

  /**
   * Loads the bytes of one row; null if they are missing, for example because a newer value
   * replaced them.
   */
  public @Nullable StoredBytes loadOne(UnitOfWork unit, SelectedRow head) throws SQLException {
    Long id = head.contentId();
    return id == null ? null : load(unit, List.of(head)).get(id);
  }
}
