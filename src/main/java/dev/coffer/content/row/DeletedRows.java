package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements that lock contents for their deletion, and delete them with their frames. */
public final class DeletedRows {

  private DeletedRows() {}

  /**
   * Locks a content against every store and every new reference until the transaction ends.
   *
   * @return whether the content still exists
   */
  public static boolean lock(UnitOfWork unit, long contentId) throws SQLException {
    return !lock(unit, List.of(contentId), " for update").isEmpty();
  }

  /**
   * Locks those contents among these that no other transaction has locked. It does not wait.
   *
   * @return the ids of the locked contents, in ascending order
   */
  public static List<Long> lockUnlocked(UnitOfWork unit, List<Long> contentIds)
      throws SQLException {
    return lock(unit, contentIds, " order by c.id for update skip locked");
  }

  private static List<Long> lock(UnitOfWork unit, List<Long> contentIds, String clause)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "select c.id from coffer_content c where c.id in "
            + Statements.list(contentIds.size())
            + clause;
    List<Long> locked = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      bind(query, contentIds);
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          locked.add(result.getLong(1));
        }
      }
    }
    return locked;
  }

  /** Deletes locked contents with their frames and marks. */
  public static void delete(UnitOfWork unit, List<Long> contentIds) throws SQLException {
    delete(unit, "delete from coffer_frame where content_id in ", contentIds);
    delete(unit, "delete from coffer_content where id in ", contentIds);
    UnreferencedRows.unmark(unit, contentIds);
  }

  private static void delete(UnitOfWork unit, String sql, List<Long> contentIds)
      throws SQLException {
    String all = unit.dialect().statementPrefix() + sql + Statements.list(contentIds.size());
    try (PreparedStatement delete = unit.connection().prepareStatement(all)) {
      bind(delete, contentIds);
      delete.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, List<Long> ids) throws SQLException {
    int index = 1;
    for (long id : Statements.padded(ids)) {
      statement.setLong(index++, id);
    }
  }
}
