package dev.coffer.maintenance.run;

import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The frames of contents and parts in all domains. The entry of a content that consists of parts is
 * not a frame and is skipped.
 *
 * <p>The raw bytes of a content never change, so any frame of these bytes may replace another.
 * Since the read, the content may have been deleted, or its frame repaired or marked as damaged. A
 * mark must not be lost, so a frame is replaced only if its stored size is unchanged. Only rows of
 * {@code coffer_frame} are locked, never contents.
 */
final class ContentFrames implements FrameSource {
  private static final int PAGE = 128;
  private static final long PAGE_BYTES = 4 << 20;

  @Override
  public String nameOf(String position) {
    return "content with id " + position;
  }

  @Override
  public DictionarySource dictionaries() {
    return DictionarySource.NONE;
  }

  @Override
  public @Nullable Dictionary dictionary() {
    return null;
  }

  @Override
  public boolean claimDictionary(UnitOfWork unit) {
    return true;
  }

  @Override
  public Set<String> retired() {
    return Set.of();
  }

  @Override
  public List<Stored> next(UnitOfWork unit, Pass pass) throws SQLException {
    long after = pass.after() == null ? Long.MIN_VALUE : Long.parseLong(pass.after());
    while (true) {
      SortedMap<Long, Boolean> suspectById = ids(unit, pass, after);
      List<Stored> page = suspectById.isEmpty() ? List.of() : frames(unit, suspectById);
      if (suspectById.isEmpty() || !page.isEmpty()) {
        return page;
      }
      // All of these were deleted between the two queries; there may be more.
      after = suspectById.lastKey();
    }
  }

  /**
   * Returns no sample: contents vary too much in size and kind, and a few of them may have most of
   * the bytes.
   */
  @Override
  public List<Stored> sample(UnitOfWork unit, Pass pass) {
    return List.of();
  }

  private static List<Stored> frames(UnitOfWork unit, SortedMap<Long, Boolean> suspectById)
      throws SQLException {
    List<Stored> page = new ArrayList<>();
    String sql =
        "select content_id, frame from coffer_frame where content_id in "
            + list(suspectById.size())
            + " order by content_id";
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (long id : suspectById.keySet()) {
        statement.setLong(index++, id);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long id = rows.getLong(1);
          boolean suspect = suspectById.getOrDefault(id, true);
          byte[] frame = rows.getBytes(2);
          page.add(
              new Stored(
                  Long.toString(id),
                  frame == null ? new byte[0] : frame,
                  suspect || frame == null));
        }
      }
    }
    return page;
  }

  /** The ids of the next contents, each with a flag for a frame that is marked as damaged. */
  private static SortedMap<Long, Boolean> ids(UnitOfWork unit, Pass pass, long after)
      throws SQLException {
    String sql =
        "select f.content_id, f.stored_size from coffer_frame f"
            + " join coffer_content c on c.id = f.content_id"
            + " where f.content_id > ? and not exists"
            + " (select 1 from coffer_part p where p.content_id = f.content_id)"
            + " and c.created_at < ?"
            + (pass.from() == null ? "" : " and c.created_at >= ?")
            + " order by f.content_id fetch first "
            + PAGE
            + " rows only";
    SortedMap<Long, Boolean> suspectById = new TreeMap<>();
    long bytes = 0;
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setLong(1, after);
      statement.setObject(2, pass.until());
      if (pass.from() != null) {
        statement.setObject(3, pass.from());
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long storedSize = rows.getLong(2);
          bytes += Math.abs(storedSize);
          if (bytes > PAGE_BYTES && !suspectById.isEmpty()) {
            break;
          }
          suspectById.put(rows.getLong(1), storedSize <= 0);
        }
      }
    }
    return suspectById;
  }

  private static String list(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }

  @Override
  public List<Replacement> replace(UnitOfWork unit, List<Replacement> replacements)
      throws SQLException {
    Set<String> locked = lock(unit, replacements);
    List<Replacement> replaced = new ArrayList<>();
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_frame set frame = ?, stored_size = ?"
            + " where content_id = ? and stored_size = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      for (Replacement replacement : replacements) {
        if (locked.contains(replacement.stored().position())) {
          update.setBytes(1, replacement.bytes());
          update.setInt(2, replacement.bytes().length);
          update.setLong(3, Long.parseLong(replacement.stored().position()));
          update.setInt(4, replacement.stored().bytes().length);
          if (update.executeUpdate() > 0) {
            replaced.add(replacement);
          }
        }
      }
    }
    return replaced;
  }

  /** Locks the frames that are not locked by another transaction. */
  private static Set<String> lock(UnitOfWork unit, List<Replacement> replacements)
      throws SQLException {
    Set<String> locked = new HashSet<>();
    String sql =
        unit.dialect().statementPrefix()
            + "select content_id from coffer_frame where content_id in "
            + list(replacements.size())
            + " order by content_id for update skip locked";
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (Replacement replacement : replacements) {
        statement.setLong(index++, Long.parseLong(replacement.stored().position()));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          locked.add(Long.toString(rows.getLong(1)));
        }
      }
    }
    return locked;
  }
}
