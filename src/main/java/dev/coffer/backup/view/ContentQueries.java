package dev.coffer.backup.view;

import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.Statements;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The queries on contents within one view. Used by one thread. */
public final class ContentQueries {
  private final UnitOfWork unit;

  public ContentQueries(UnitOfWork unit) {
    this.unit = unit;
  }

  /** The last id of the next contents in the order of ids; empty at the end. */
  public OptionalLong endOfNext(long after, int rows) throws SQLException {
    return ContentRows.endOfNext(unit, after, rows);
  }

  /** The contents of a range of ids, both ends inclusive. */
  public List<ContentRow> rows(long from, long to) throws SQLException {
    Map<Long, List<ContentRow.Held>> holders = holders(from, to);
    Map<Long, List<ContentRow.Part>> parts = parts(from, to);
    List<ContentRow> rows = new ArrayList<>();
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select c.id, c.domain, c.algorithm, c.digest, c.size, c.created_at, k.since"
                    + " from coffer_content c left join coffer_retained k on k.content_id = c.id"
                    + " where c.id between ? and ? order by c.id")) {
      query.setLong(1, from);
      query.setLong(2, to);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          long id = row.getLong(1);
          ContentKey key = Objects.requireNonNull(Rows.content(row, 2), "a digest is missing");
          rows.add(
              new ContentRow(
                  id,
                  key,
                  row.getLong(5),
                  Rows.requiredTime(row, 6),
                  Rows.time(row, 7),
                  holders.getOrDefault(id, List.of()),
                  null,
                  parts.getOrDefault(id, List.of())));
        }
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      ContentRow row = rows.get(i);
      if (!row.parts().isEmpty()) {
        rows.set(i, row.withManifest(frame(row.id())));
      }
    }
    return rows;
  }

  private Map<Long, List<ContentRow.Held>> holders(long from, long to) throws SQLException {
    Map<Long, List<ContentRow.Held>> holders = new HashMap<>();
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select content_id, holder, since from coffer_holder"
                    + " where content_id between ? and ? order by content_id, holder")) {
      query.setLong(1, from);
      query.setLong(2, to);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          holders
              .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
              .add(new ContentRow.Held(row.getString(2), Rows.requiredTime(row, 3)));
        }
      }
    }
    return holders;
  }

  private Map<Long, List<ContentRow.Part>> parts(long from, long to) throws SQLException {
    Map<Long, List<ContentRow.Part>> parts = new HashMap<>();
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select content_id, part_id, part_offset from coffer_part"
                    + " where content_id between ? and ? order by content_id, position")) {
      query.setLong(1, from);
      query.setLong(2, to);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          parts
              .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
              .add(new ContentRow.Part(row.getLong(2), row.getLong(3)));
        }
      }
    }
    return parts;
  }

  /** The number of contents. */
  public long count() throws SQLException {
    return Rows.count(unit, "coffer_content");
  }

  /** The ids of those contents that exist. */
  public Map<ContentKey, Long> ids(List<ContentKey> keys) throws SQLException {
    return ids(keys, "");
  }

  /** The ids of those contents that exist, locked against deletion. */
  public Map<ContentKey, Long> lockedIds(List<ContentKey> keys) throws SQLException {
    return ids(keys, unit.dialect().shareLock());
  }

  private Map<ContentKey, Long> ids(List<ContentKey> keys, String lock) throws SQLException {
    Map<ContentKey, Long> ids = new HashMap<>();
    for (List<ContentKey> slice : Statements.slices(keys, Statements.VALUES)) {
      String sql =
          "select id, domain, algorithm, digest from coffer_content where digest in "
              + Statements.list(slice.size())
              + lock;
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        int index = 1;
        for (ContentKey each : Statements.padded(slice)) {
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

  /** The frame of a content, or the digest of its list of parts; null if it is missing. */
  public byte @Nullable [] frame(long id) throws SQLException {
    try (PreparedStatement query =
        unit.connection().prepareStatement("select frame from coffer_frame where content_id = ?")) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }
}
