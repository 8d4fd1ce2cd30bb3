package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Deletes that leave a transaction as it was if a foreign key refuses them. */
public final class GuardedDeletes {

  private static final String SAVEPOINT = "coffer_delete";

  private GuardedDeletes() {}

  /** Statements that delete rows. */
  public interface Deletes {
    void run() throws SQLException;
  }

  /**
   * Runs deletes, and undoes all of them if a foreign key refuses one.
   *
   * @return the refusal; null if the rows are deleted
   */
  public static @Nullable SQLException run(UnitOfWork unit, Deletes deletes) throws SQLException {
    // As SQL: connections of JTA transactions refuse the savepoints of JDBC.
    execute(unit, "savepoint " + SAVEPOINT);
    try {
      deletes.run();
    } catch (SQLException e) {
      if (!unit.dialect().isForeignKeyViolation(e)) {
        throw e;
      }
      execute(unit, "rollback to savepoint " + SAVEPOINT);
      return e;
    }
    return null;
  }

  private static void execute(UnitOfWork unit, String sql) throws SQLException {
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.execute();
    }
  }
}
