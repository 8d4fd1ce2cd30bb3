package dev.coffer.content.read;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.content.part.Manifest;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.CurrentReads;
import dev.coffer.content.row.Statements;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A content's row and its stored frame, as one query read them.
 *
 * @param current whether only a read past the snapshot found the content, so that its parts need
 *     such a read too
 */
record LocatedContent(ContentRow row, FetchedFrame frame, boolean current) {

  private static final String SELECT =
      "select "
          + ContentRow.COLUMNS
          + ", f.frame, f.stored_size from coffer_content c"
          + " left join coffer_frame f on f.content_id = c.id where ";

  static @Nullable LocatedContent byHash(UnitOfWork unit, String domain, ContentHash hash)
      throws SQLException {
    String sql = SELECT + "c.domain = ? and c.algorithm = ? and c.digest = ?";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, domain);
      query.setShort(2, hash.algorithm().code());
      query.setBytes(3, hash.digest());
      List<LocatedContent> found = read(query, false);
      return found.isEmpty() ? null : found.get(0);
    }
  }

  /**
   * Finds contents to which rows refer, also those that are newer than the transaction's snapshot.
   */
  static List<LocatedContent> byId(UnitOfWork unit, Set<Long> ids) throws SQLException {
    List<LocatedContent> found = byId(unit, ids, false);
    if (found.size() < ids.size() && CurrentReads.showMore(unit)) {
      Set<Long> missing = new TreeSet<>(ids);
      found.forEach(content -> missing.remove(content.row().id()));
      found.addAll(byId(unit, missing, true));
    }
    return found;
  }

  private static List<LocatedContent> byId(UnitOfWork unit, Set<Long> ids, boolean current)
      throws SQLException {
    List<Long> sorted = new ArrayList<>(new TreeSet<>(ids));
    String select = SELECT + "c.id in " + Statements.list(sorted.size());
    String sql = CurrentReads.sql(unit.dialect(), select, current);
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (long id : Statements.padded(sorted)) {
        query.setLong(index++, id);
      }
      return read(query, current);
    }
  }

  private static List<LocatedContent> read(PreparedStatement query, boolean current)
      throws SQLException {
    List<LocatedContent> found = new ArrayList<>();
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        ContentRow row = ContentRow.read(result);
        FetchedFrame frame = FetchedFrame.read(result, ContentRow.COLUMN_COUNT + 1);
        found.add(new LocatedContent(row, frame, current));
      }
    }
    return found;
  }

  /** The list of parts of this content; null if it is one frame. */
  @Nullable Manifest manifest() {
    try {
      byte[] stored = frame.stored();
      return Manifest.is(stored) ? Manifest.parse(stored) : null;
    } catch (DamagedFrameException | IllegalArgumentException e) {
      throw damage(e);
    }
  }

  /** The raw bytes of a content that is one frame. */
  byte[] raw() {
    try {
      return frame.raw(row.size());
    } catch (DamagedFrameException e) {
      throw damage(e);
    }
  }

  private DamageFound damage(RuntimeException cause) {
    return new DamageFound(Set.of(row.id()), String.valueOf(cause.getMessage()), cause);
  }
}
