package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements on {@code coffer_holder}: the named holders of contents. */
public final class HolderRows {

  private static final String[] COLUMNS = {"content_id", "holder", "since"};
  private static final String[] KEY = {"content_id", "holder"};

  private HolderRows() {}

  /** Retains a content, which must be locked, until this holder releases it. */
  public static void retain(UnitOfWork unit, long contentId, String holder) throws SQLException {
    String sql = unit.dialect().insertIfAbsent("coffer_holder", COLUMNS, KEY, 1);
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      insert.setLong(1, contentId);
      insert.setString(2, holder);
      insert.setObject(3, LocalDateTime.ofInstant(RetainedRows.now(unit), ZoneOffset.UTC));
      insert.executeUpdate();
      ContentRows.refuseWarnings(unit.dialect(), insert);
    } catch (SQLException refusal) {
      if (!unit.dialect().isDuplicateKey(refusal)) {
        throw refusal;
      }
    }
  }

  public static boolean release(UnitOfWork unit, long contentId, String holder)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "delete from coffer_holder where content_id = ? and holder = ?";
    try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
      delete.setLong(1, contentId);
      delete.setString(2, holder);
      return delete.executeUpdate() > 0;
    }
  }

  /**
   * The names of the holders of a content that follow one of them; all from the first if it is
   * null.
   */
  public static List<String> list(
      UnitOfWork unit, long contentId, @Nullable String after, int limit) throws SQLException {
    String sql =
        "select holder from coffer_holder where content_id = ?"
            + (after == null ? "" : " and holder > ?")
            + " order by holder limit ?";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      int index = 1;
      query.setLong(index++, contentId);
      if (after != null) {
        query.setString(index++, after);
      }
      query.setInt(index, limit);
      List<String> holders = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          holders.add(result.getString(1));
        }
      }
      return holders;
    }
  }
}
