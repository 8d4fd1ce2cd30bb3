package dev.coffer.content.row;

import dev.coffer.codec.frame.Frames;
import dev.coffer.content.part.Chunker;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements that write {@code coffer_frame}, and those that find suspect frames.
 *
 * <p>A frame that was found damaged is marked by the negation of its stored size. No sound frame
 * has a stored size of zero or less. So every process sees the mark, and a rewrite of the frame
 * removes it.
 */
public final class FrameRows {

  /**
   * The largest number of bytes that the driver writes in addition to a frame: the row's numbers
   * and the header.
   */
  private static final int AROUND = 64 + Frames.LONGEST_HEADER;

  /**
   * The largest number of bytes in one statement. The longest frame needs a statement of its own.
   */
  private static final int MOST = Chunker.GREATEST + AROUND;

  private FrameRows() {}

  /** A frame and the content to which it belongs. */
  // Not compared: it only carries bytes to the statement that writes them.
  @SuppressWarnings("ArrayRecordComponent")
  public record Frame(long contentId, byte[] bytes) {}

  /** Inserts frames of contents that have none, in statements of bounded size. */
  public static void insert(UnitOfWork unit, List<Frame> frames) throws SQLException {
    List<Frame> batch = new ArrayList<>();
    long bytes = 0;
    int most = Math.min(MOST, unit.dialect().statementBytes());
    for (Frame frame : frames) {
      int weight = frame.bytes().length + AROUND;
      if (bytes + weight > most || batch.size() == Statements.VALUES) {
        insertBatch(unit, batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(frame);
      bytes += weight;
    }
    insertBatch(unit, batch);
  }

  private static void insertBatch(UnitOfWork unit, List<Frame> frames) throws SQLException {
    if (frames.isEmpty()) {
      return;
    }
    String sql =
        unit.dialect().statementPrefix()
            + "insert into coffer_frame (content_id, frame, stored_size) values "
            + Statements.rows(3, frames.size());
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (Frame frame : frames) {
        insert.setLong(index++, frame.contentId());
        insert.setBytes(index++, frame.bytes());
        insert.setInt(index++, frame.bytes().length);
      }
      insert.executeUpdate();
    }
  }

  /** Rewrites the frame of a content, or inserts it if it is missing. */
  public static void replace(UnitOfWork unit, Frame frame) throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_frame set frame = ?, stored_size = ? where content_id = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      update.setBytes(1, frame.bytes());
      update.setInt(2, frame.bytes().length);
      update.setLong(3, frame.contentId());
      if (update.executeUpdate() == 0 && !exists(unit, frame.contentId())) {
        insertBatch(unit, List.of(frame));
      }
    }
  }

  /**
   * Whether a content has a frame. An update that changes nothing has an update count of 0 if the
   * driver is configured to count changes.
   */
  private static boolean exists(UnitOfWork unit, long contentId) throws SQLException {
    try (PreparedStatement query =
        unit.connection().prepareStatement("select 1 from coffer_frame where content_id = ?")) {
      query.setLong(1, contentId);
      try (ResultSet result = query.executeQuery()) {
        return result.next();
      }
    }
  }

  /** The contents among these whose frame is missing or marked as damaged. */
  public static Set<Long> suspect(UnitOfWork unit, Collection<Long> contentIds)
      throws SQLException {
    Set<Long> damagedIds = new HashSet<>(contentIds);
    List<Long> sorted = new ArrayList<>(new TreeSet<>(contentIds));
    for (List<Long> slice : Statements.slices(sorted, Statements.VALUES)) {
      String sql =
          "select content_id from coffer_frame where stored_size > 0 and content_id in "
              + Statements.list(slice.size());
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        int index = 1;
        for (long id : Statements.padded(slice)) {
          query.setLong(index++, id);
        }
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            damagedIds.remove(result.getLong(1));
          }
        }
      }
    }
    return damagedIds;
  }

  /** Marks a frame as damaged. */
  public static void mark(UnitOfWork unit, long contentId) throws SQLException {
    setStoredSize(unit, contentId, "-abs(stored_size)");
  }

  /** Removes the mark from a frame that was found sound. */
  public static void unmark(UnitOfWork unit, long contentId) throws SQLException {
    setStoredSize(unit, contentId, "octet_length(frame)");
  }

  private static void setStoredSize(UnitOfWork unit, long contentId, String size)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_frame set stored_size = "
            + size
            + " where content_id = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      update.setLong(1, contentId);
      update.executeUpdate();
    }
  }
}
