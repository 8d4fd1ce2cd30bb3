package dev.coffer.standalone;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.opener.DatabaseSettings;
import java.sql.SQLException;

/**
 * Creates the exception for a database that cannot be opened. Its message gives the reason and the
 * remedy in one sentence.
 */
final class ConnectFailure {

  private static final int MARIADB_ACCESS_DENIED = 1045;
  private static final int MARIADB_DATABASE_DENIED = 1044;
  private static final int MARIADB_UNKNOWN_DATABASE = 1049;
  private static final int H2_IN_USE = 90020;
  private static final int H2_ABSENT = 90146;
  private static final int H2_ABSENT_IN_MEMORY = 90149;

  private ConnectFailure() {}

  static DatabaseUnavailableException of(DatabaseSettings settings, SQLException failure) {
    String message = "The database " + Redaction.url(settings.url()) + reason(settings, failure);
    // A cause whose message quotes the URL or the password must not reach a log.
    return Redaction.isSafe(failure, settings.password())
        ? new DatabaseUnavailableException(message, failure)
        : new DatabaseUnavailableException(message);
  }

  private static String reason(DatabaseSettings settings, SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    int code = failure.getErrorCode();
    if (state.startsWith("28") || code == MARIADB_ACCESS_DENIED) {
      return " refuses "
          + (settings.user() == null ? "a connection without a user" : "user " + settings.user())
          + " or the password; check both.";
    }
    if (code == MARIADB_DATABASE_DENIED) {
      return " does not allow access for user " + settings.user() + "; grant the privileges.";
    }
    if (state.equals("3D000") || code == MARIADB_UNKNOWN_DATABASE) {
      return " does not exist on its server; create it, or correct the name.";
    }
    if (code == H2_ABSENT || code == H2_ABSENT_IN_MEMORY) {
      return " does not exist; correct its name, or remove IFEXISTS to create it.";
    }
    if (code == H2_IN_USE) {
      return " is in use by another process; close that process first.";
    }
    return " cannot be reached ("
        + Redaction.message(failure.getMessage(), settings.password())
        + "); check the URL and that the server is running.";
  }
}
