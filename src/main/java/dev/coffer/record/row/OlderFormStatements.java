package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that find rows by their type names, and that replace the form of a value without a
 * new version. They make no decisions.
 */
public final class OlderFormStatements {

  private OlderFormStatements() {}

  /**
   * The first rows of some types in key order. No index has the types, so the database reads the
   * rows of the collection until it has found enough.
   *
   * @param types the type names, at least one
   * @param until the rows were last written before this time
   * @param after the key after which the rows begin; null for the first key
   */
  public static List<SelectedRow> find(
      UnitOfWork unit,
      String collection,
      List<String> types,
      LocalDateTime until,
      @Nullable String after,
      int most)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String sql =
        "select "
            + SelectedRow.COLUMNS
            + " from coffer_record r where r.collection = ? and r.type in ("
            + String.join(", ", Collections.nCopies(types.size(), "?"))
            + ") and coalesce(r.updated_at, r.created_at) < ? and "
            + dialect.alive("r.")
            + (after == null ? "" : " and r.record_key > ?")
            + " order by r.collection, r.record_key fetch first ? rows only";
    List<SelectedRow> found = new ArrayList<>();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      int position = 1;
      statement.setString(position++, collection);
      for (String type : types) {
        statement.setString(position++, type);
      }
      statement.setObject(position++, until);
      if (after != null) {
        statement.setString(position++, after);
      }
      statement.setInt(position, most);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(SelectedRow.read(rows));
        }
      }
    }
    return found;
  }

  /** Locks the rows of these keys that no other transaction has locked, and returns their keys. */
  public static Set<String> lock(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    Set<String> locked = new HashSet<>();
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql =
          unit.dialect().statementPrefix()
              + "select record_key from coffer_record where "
              + slice.condition("")
              + " order by record_key for update skip locked";
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        slice.bind(statement, 1);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            locked.add(rows.getString(1));
          }
        }
      }
    }
    return locked;
  }

  /**
   * Replaces type, size and bytes of a row, if it still has the version, the type and the bytes
   * with which it was read. Version and times stay. A value that is inline remains inline, and a
   * value that is a content remains a content.
   *
   * @return whether the row was replaced
   */
  public static boolean replace(
      UnitOfWork unit, String collection, SelectedRow read, RecordStatements.Row by)
      throws SQLException {
    Long contentId = read.contentId();
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_record set type = ?, size = ?, frame = ?, content_id = ?"
            + " where collection = ? and record_key = ? and type = ? and version = ? and "
            + (contentId == null ? "frame = ?" : "content_id = ?");
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      int position = RecordStatements.bindValue(update, 1, by);
      update.setString(position, collection);
      update.setString(position + 1, read.key());
      update.setString(position + 2, read.head().type());
      update.setLong(position + 3, read.head().version());
      if (contentId == null) {
        update.setBytes(position + 4, read.frame());
      } else {
        update.setLong(position + 4, contentId);
      }
      return update.executeUpdate() > 0;
    }
  }
}
