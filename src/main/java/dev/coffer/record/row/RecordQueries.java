package dev.coffer.record.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queries on {@code coffer_record}. Unless noted, they see only records that have not expired.
 */
public final class RecordQueries {

  /**
   * A row with the frame of its value, if that frame is inline, or if the content has one part and
   * is visible.
   */
  public record Joined(SelectedRow head, @Nullable StoredBytes bytes) {}

  /**
   * The result of {@link #fastLookup}.
   *
   * @param suffices whether the result is final; if not, use {@link #one}
   * @param row the record; null if there is none
   */
  public record FastLookup(boolean suffices, @Nullable SelectedRow row) {}

  private static final String FAST_LOOKUP =
      "select "
          + SelectedRow.INLINE_COLUMNS
          + " from coffer_record r where r.collection = ? and r.record_key = ?";

  private static final String STAMP =
      "select r.version, r.created_at, r.updated_at, r.expires_at from coffer_record r"
          + " where r.collection = ? and r.record_key = ?";

  private RecordQueries() {}

  /**
   * Looks up a record that is inline and never expires, as most are. The query joins no content and
   * compares no clock, and so takes a quarter less time than {@link #one}.
   */
  public static FastLookup fastLookup(UnitOfWork unit, String collection, String key)
      throws SQLException {
    try (PreparedStatement statement = unit.connection().prepareStatement(FAST_LOOKUP)) {
      statement.setString(1, collection);
      statement.setString(2, key);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return new FastLookup(true, null);
        }
        SelectedRow head = SelectedRow.readInline(key, rows);
        return new FastLookup(head != null, head);
      }
    }
  }

  public static @Nullable Joined one(UnitOfWork unit, String collection, String key)
      throws SQLException {
    String sql =
        "select "
            + SelectedRow.COLUMNS
            + ", f.frame from coffer_record r left join coffer_frame f on f.content_id ="
            + " r.content_id where r.collection = ? and r.record_key = ? and "
            + unit.dialect().alive("r.");
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      statement.setString(2, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? joined(rows) : null;
      }
    }
  }

  private static Joined joined(ResultSet row) throws SQLException {
    SelectedRow head = SelectedRow.read(row);
    byte[] inline = head.frame();
    if (inline != null) {
      return new Joined(head, ContentBytes.framed(inline));
    }
    byte[] contentFrame = row.getBytes(SelectedRow.WIDTH + 1);
    return contentFrame == null || ContentBytes.isOfParts(head)
        ? new Joined(head, null)
        : new Joined(head, ContentBytes.framed(contentFrame));
  }

  /**
   * Locks the row of a live record until the transaction ends, and reads it independent of the
   * transaction's snapshot.
   */
  public static @Nullable SelectedRow locked(UnitOfWork unit, String collection, String key)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "select "
            + SelectedRow.COLUMNS
            + " from coffer_record r where r.collection = ? and r.record_key = ? and "
            + unit.dialect().alive("r.")
            + " for update";
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      statement.setString(2, key);
      List<SelectedRow> rows = heads(statement);
      return rows.isEmpty() ? null : rows.get(0);
    }
  }

  /** The records of these keys, which must be distinct, in any order. */
  public static List<SelectedRow> of(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    List<SelectedRow> found = new ArrayList<>(keys.size());
    for (KeyLookup lookup : KeyLookup.of(unit, SelectedRow.COLUMNS, collection, keys)) {
      try (PreparedStatement statement = lookup.prepare(unit)) {
        found.addAll(heads(statement));
      }
    }
    return found;
  }

  private static List<SelectedRow> heads(PreparedStatement statement) throws SQLException {
    List<SelectedRow> heads = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        heads.add(SelectedRow.read(rows));
      }
    }
    return heads;
  }

  public static @Nullable RecordStamp stamp(UnitOfWork unit, String collection, String key)
      throws SQLException {
    return stamp(unit, STAMP + " and " + unit.dialect().alive("r."), collection, key);
  }

  /** The stamp of a record, even of an expired one; the query compares no clock. */
  public static @Nullable RecordStamp stampEvenExpired(
      UnitOfWork unit, String collection, String key) throws SQLException {
    return stamp(unit, STAMP, collection, key);
  }

  private static @Nullable RecordStamp stamp(
      UnitOfWork unit, String sql, String collection, String key) throws SQLException {
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      statement.setString(2, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? SelectedRow.readStamp(rows, 1) : null;
      }
    }
  }

  public static boolean exists(UnitOfWork unit, String collection, String key) throws SQLException {
    return stamp(unit, collection, key) != null;
  }

  /** The keys of these under which a record exists. The keys must be distinct. */
  public static Set<String> existing(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    Set<String> existing = new HashSet<>();
    for (KeyLookup lookup : KeyLookup.of(unit, "r.record_key", collection, keys)) {
      try (PreparedStatement statement = lookup.prepare(unit);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          existing.add(rows.getString(1));
        }
      }
    }
    return existing;
  }
}
