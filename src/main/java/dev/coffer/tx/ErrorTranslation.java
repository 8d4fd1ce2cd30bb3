package dev.coffer.tx;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.schema.Database;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns errors of drivers and of Hibernate into Coffer's own, by what the database means by them.
 */
final class ErrorTranslation {

  private static final int LONGEST_CAUSE_CHAIN = 20;

  private final Database database;

  ErrorTranslation(Database database) {
    this.database = database;
  }

  /**
   * The error to throw for a failure of work; one that has nothing to do with a database as it is.
   */
  RuntimeException translate(Throwable failure) {
    if (failure instanceof CofferException known) {
      return known;
    }
    SQLException refusal = sqlCause(failure);
    if (refusal != null) {
      return translate(refusal, failure);
    }
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new DatabaseOperationException("The work on the database failed.", failure);
  }

  /**
   * The error to throw for a commit that failed: the database refused it, or it is not known what
   * became of it.
   */
  RuntimeException ofCommit(List<WriteTarget> targets, Throwable failure) {
    SQLException error = sqlCause(failure);
    return error != null && database.isRefusedCommit(error)
        ? translate(error, failure)
        : unknownOutcome(targets, error, failure);
  }

  /**
   * The same for a commit of which a transaction manager says that it was rolled back. It says so
   * too of a database that gave no answer (seen with Narayana), and adds that one's error.
   */
  RuntimeException ofRolledBackCommit(List<WriteTarget> targets, Exception failure) {
    SQLException error = sqlCause(failure);
    for (Throwable added : failure.getSuppressed()) {
      error = error == null ? sqlCause(added) : error;
    }
    if (error == null) {
      return new DatabaseOperationException(
          "The transaction manager did not commit the transaction.", failure);
    }
    return database.isLostAnswer(error)
        ? unknownOutcome(targets, error, failure)
        : translate(error, failure);
  }

  /** The error to throw for a statement that failed and is committed by itself. */
  RuntimeException ofLoneStatement(List<WriteTarget> targets, SQLException failure) {
    return !targets.isEmpty() && database.isLostAnswer(failure)
        ? unknownOutcome(targets, failure, failure)
        : translate(failure);
  }

  private static UnknownOutcomeException unknownOutcome(
      List<WriteTarget> targets, @Nullable SQLException error, Throwable failure) {
    String reason = "no definite answer came (" + (error == null ? failure : describe(error)) + ")";
    return UnknownOutcomes.of(targets, reason, failure);
  }

  private CofferException translate(SQLException refusal, Throwable failure) {
    if (database.isRetryable(refusal)) {
      return new TransientCofferException(
          "The database refused the transaction for now ("
              + describe(refusal)
              + "); roll it back and replay it from its start.",
          failure);
    }
    if (isInterrupted(failure)) {
      // The thread's mark stays, also where a pool took it away.
      Thread.currentThread().interrupt();
      return new DatabaseUnavailableException(
          "The thread was interrupted while it waited for the database ("
              + refusal.getMessage()
              + ").",
          failure);
    }
    if (database.isUnavailable(refusal)) {
      return new DatabaseUnavailableException(
          "The database cannot be reached (" + describe(refusal) + ").", failure);
    }
    return new DatabaseOperationException(
        "The database refused an operation (" + describe(refusal) + ").", failure);
  }

  private static boolean isInterrupted(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < LONGEST_CAUSE_CHAIN; depth++) {
      if (cause instanceof InterruptedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static String describe(SQLException refusal) {
    return "SQL state "
        + refusal.getSQLState()
        + ", code "
        + refusal.getErrorCode()
        + ": "
        + refusal.getMessage();
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < LONGEST_CAUSE_CHAIN; depth++) {
      if (cause instanceof SQLException refusal) {
        return refusal;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
