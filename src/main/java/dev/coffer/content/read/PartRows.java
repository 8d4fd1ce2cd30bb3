package dev.coffer.content.read;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.part.PartList;
import dev.coffer.content.row.CurrentReads;
import dev.coffer.content.row.Statements;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** The statements on {@code coffer_part}. */
public final class PartRows {

  private static final String JOINED =
      " from coffer_part p join coffer_content c on c.id = p.part_id";

  private static final String LIST =
      "select p.position, p.part_id, c.algorithm, c.digest, c.size, p.part_offset"
          + JOINED
          + " where p.content_id = ? and p.position >= ? and p.position < ? order by p.position";

  private static final String FRAMES =
      "select p.position, p.part_id, c.algorithm, c.digest, c.size, p.part_offset, f.frame,"
          + " f.stored_size"
          + JOINED
          + " left join coffer_frame f on f.content_id = p.part_id"
          + " where p.content_id = ? and p.position >= ? and p.position < ? order by p.position";

  private static final String ANY_SUSPECT =
      "select 1 from coffer_part p left join coffer_frame f on f.content_id = p.part_id"
          + " where p.content_id = ? and (f.content_id is null or f.stored_size <= 0)"
          + " fetch first 1 row only";

  private static final String PART_AT =
      "select p.position, p.part_offset from coffer_part p"
          + " where p.content_id = ? and p.part_offset <= ? order by p.position desc"
          + " fetch first 1 row only";

  private PartRows() {}

  /** One part of a content, as the list contains it. */
  record Part(int position, long id, ContentHash hash, int size, long offset) {}

  /** A part with its stored frame, whose bytes are null if the frame is missing. */
  record FramedPart(Part part, FetchedFrame frame) {}

  /** Writes the list of a content's parts, in order. */
  public static void insert(UnitOfWork unit, long contentId, PartList parts) throws SQLException {
    long offset = 0;
    for (int from = 0; from < parts.count(); from += Statements.VALUES) {
      int count = Math.min(Statements.VALUES, parts.count() - from);
      String sql =
          unit.dialect().statementPrefix()
              + "insert into coffer_part (content_id, position, part_id, part_offset) values "
              + Statements.rows(4, count);
      try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
        int index = 1;
        for (int position = from; position < from + count; position++) {
          insert.setLong(index++, contentId);
          insert.setInt(index++, position);
          insert.setLong(index++, parts.id(position));
          insert.setLong(index++, offset);
          offset += parts.size(position);
        }
        insert.executeUpdate();
      }
    }
  }

  /** Deletes the lists of the parts of these contents, at most {@link Statements#VALUES}. */
  public static void delete(UnitOfWork unit, List<Long> contentIds) throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "delete from coffer_part where content_id in "
            + Statements.list(contentIds.size());
    try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (long id : Statements.padded(contentIds)) {
        delete.setLong(index++, id);
      }
      delete.executeUpdate();
    }
  }

  /** The ids of a content's parts, distinct and in ascending order. */
  public static long[] distinctParts(UnitOfWork unit, long contentId) throws SQLException {
    LongStream.Builder ids = LongStream.builder();
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select distinct part_id from coffer_part where content_id = ? order by part_id")) {
      query.setLong(1, contentId);
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          ids.add(result.getLong(1));
        }
      }
    }
    return ids.build().toArray();
  }

  /** Reads a page of the list, from a position. */
  static List<Part> list(UnitOfWork unit, long contentId, int from, int limit, boolean current)
      throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (PreparedStatement query = prepare(unit, LIST, contentId, from, limit, current);
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        parts.add(part(contentId, result));
      }
    }
    return parts;
  }

  /** Reads some parts with their frames, from a position. */
  static List<FramedPart> frames(
      UnitOfWork unit, long contentId, int from, int limit, boolean current) throws SQLException {
    List<FramedPart> parts = new ArrayList<>();
    try (PreparedStatement query = prepare(unit, FRAMES, contentId, from, limit, current);
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        parts.add(new FramedPart(part(contentId, result), FetchedFrame.read(result, 7)));
      }
    }
    return parts;
  }

  /** The start of the part that contains the byte at an offset. */
  static Optional<PartReader.Start> partAt(
      UnitOfWork unit, long contentId, long offset, boolean current) throws SQLException {
    String sql = CurrentReads.sql(unit.dialect(), PART_AT, current);
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setLong(1, contentId);
      query.setLong(2, offset);
      try (ResultSet result = query.executeQuery()) {
        return result.next()
            ? Optional.of(new PartReader.Start(result.getInt(1), result.getLong(2)))
            : Optional.empty();
      }
    }
  }

  /** Whether the frame of any part is missing or marked as damaged. */
  static boolean anySuspect(UnitOfWork unit, long contentId) throws SQLException {
    try (PreparedStatement query = unit.connection().prepareStatement(ANY_SUSPECT)) {
      query.setLong(1, contentId);
      try (ResultSet result = query.executeQuery()) {
        return result.next();
      }
    }
  }

  private static PreparedStatement prepare(
      UnitOfWork unit, String select, long contentId, int from, int limit, boolean current)
      throws SQLException {
    PreparedStatement query =
        unit.connection().prepareStatement(CurrentReads.sql(unit.dialect(), select, current));
    query.setLong(1, contentId);
    query.setInt(2, from);
    // A range instead of a limit, which some plans apply only after they have fetched and sorted
    // all frames.
    query.setInt(3, from + limit);
    return query;
  }

  /** The number of parts in the list of a content, including parts that are missing or foreign. */
  static long count(UnitOfWork unit, long contentId) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement("select count(*) from coffer_part where content_id = ?")) {
      query.setLong(1, contentId);
      try (ResultSet result = query.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /**
   * Reads a part from a row.
   *
   * @throws DamageFound if the row cannot be that of a part
   */
  private static Part part(long contentId, ResultSet result) throws SQLException {
    int position = result.getInt(1);
    long id = result.getLong(2);
    long size = result.getLong(5);
    if (size <= 0 || size > Chunker.GREATEST) {
      throw new DamageFound(
          Set.copyOf(List.of(contentId, id)),
          "the row of part " + position + " (id " + id + ") says that it has " + size + " bytes");
    }
    try {
      ContentHash hash = ContentHash.ofRow(id, result.getInt(3), result.getBytes(4));
      return new Part(position, id, hash, (int) size, result.getLong(6));
    } catch (DamagedContentRowException e) {
      throw new DamageFound(
          Set.copyOf(List.of(contentId, id)), "of part " + position + ", " + e.getMessage(), e);
    }
  }
}
