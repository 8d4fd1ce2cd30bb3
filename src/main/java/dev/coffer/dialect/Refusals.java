package dev.coffer.dialect;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Searches the chained and wrapped exceptions of a driver for an error of the database. */
public final class Refusals {

  private static final Pattern POOL_SIZES = Pattern.compile("\\(total=(\\d+), active=(\\d+),");

  private Refusals() {}

  /**
   * Whether a condition holds for the error, for a chained error (drivers chain the errors of a
   * batch), or for its cause.
   */
  public static boolean any(SQLException error, Predicate<SQLException> condition) {
    for (SQLException link = error; link != null; link = link.getNextException()) {
      if (condition.test(link)) {
        return true;
      }
    }
    Throwable cause = error.getCause();
    return cause instanceof SQLException sql && sql != error && any(sql, condition);
  }

  /** Whether the SQL state class or the type of the error indicates a lost connection. */
  public static boolean lostConnection(SQLException error) {
    return stateStartsWith(error, "08")
        || error instanceof SQLNonTransientConnectionException
        || error instanceof SQLTransientConnectionException
        || error instanceof SQLRecoverableException;
  }

  /**
   * Whether a pool had no free connection, although it has open ones. HikariCP says so in its text
   * alone; a cause would be the failure to open one more.
   */
  public static boolean poolExhausted(SQLException error) {
    if (!(error instanceof SQLTransientConnectionException) || error.getCause() != null) {
      return false;
    }
    Matcher sizes = POOL_SIZES.matcher(String.valueOf(error.getMessage()));
    return sizes.find() && sizes.group(1).equals(sizes.group(2)) && !sizes.group(1).equals("0");
  }

  /**
   * Whether the SQL state class of the error indicates a refused commit: a deferred constraint, an
   * aborted or read-only transaction, or a rollback.
   */
  static boolean rolledBack(SQLException error) {
    return any(
        error,
        link ->
            stateStartsWith(link, "23")
                || stateStartsWith(link, "25")
                || stateStartsWith(link, "40"));
  }

  /** Whether the SQL state of the error says that the transaction is read-only. */
  static boolean readOnlyTransaction(SQLException error) {
    return "25006".equals(error.getSQLState());
  }

  /** Whether the SQL state of the error says that the completion is unknown. */
  static boolean completionUnknown(SQLException error) {
    return "40003".equals(error.getSQLState());
  }

  static boolean stateStartsWith(SQLException error, String prefix) {
    @Nullable String state = error.getSQLState();
    return state != null && state.startsWith(prefix);
  }
}
