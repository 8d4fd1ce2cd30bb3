package dev.coffer.schema;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for the error of a database in all that a driver may wrap around it. */
final class Refusals {

  private Refusals() {}

  /**
   * Whether a condition holds for the error, for one it is chained to (drivers report the rows of a
   * batch so) or for one that caused it.
   */
  static boolean any(SQLException error, Predicate<SQLException> condition) {
    for (SQLException link = error; link != null; link = link.getNextException()) {
      if (condition.test(link)) {
        return true;
      }
    }
    Throwable cause = error.getCause();
    return cause instanceof SQLException sql && sql != error && any(sql, condition);
  }

  /** Whether the SQL standard's class of the error, or its type, speaks of a lost connection. */
  static boolean lostConnection(SQLException error) {
    return stateStartsWith(error, "08")
        || error instanceof SQLNonTransientConnectionException
        || error instanceof SQLTransientConnectionException
        || error instanceof SQLRecoverableException;
  }

  /**
   * Whether the class of the error is one by which a database refuses a commit: a constraint that
   * is checked late, a transaction that is aborted or may only read, a rollback.
   */
  static boolean rolledBack(SQLException error) {
    return any(
        error,
        link ->
            stateStartsWith(link, "23")
                || stateStartsWith(link, "25")
                || stateStartsWith(link, "40"));
  }

  /** Whether the SQL standard's state of the error says that nobody knows. */
  static boolean completionUnknown(SQLException error) {
    return "40003".equals(error.getSQLState());
  }

  static boolean stateStartsWith(SQLException error, String prefix) {
    @Nullable String state = error.getSQLState();
    return state != null && state.startsWith(prefix);
  }
}
