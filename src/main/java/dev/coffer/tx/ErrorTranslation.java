package dev.coffer.tx;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.ReadOnlyDatabaseException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Refusals;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates exceptions of drivers and Hibernate into Coffer's exceptions, by their meaning in the
 * database.
 */
final class ErrorTranslation {

  private static final int LONGEST_CAUSE_CHAIN = 20;

  private final Dialect dialect;

  ErrorTranslation(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * The exception to throw for a failure of work. An unchecked failure without a database error is
   * returned unchanged.
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
    return new DatabaseOperationException("The database work failed.", failure);
  }

  /** The exception to throw if there is no connection: the database or its pool cannot be used. */
  RuntimeException ofOpening(SQLException failure) {
    RuntimeException translated = translate(failure);
    // A closed pool gives a reason in its text alone.
    return translated instanceof DatabaseOperationException
        ? new DatabaseUnavailableException(
            "There is no connection to the database (" + describe(failure) + ").", failure)
        : translated;
  }

  /**
   * The exception to throw for a failed transaction that several libraries may have reported: a
   * {@link TransientCofferException} if a replay may succeed, otherwise the failure itself.
   */
  RuntimeException translateRetryable(RuntimeException failure) {
    if (failure instanceof PersistenceException
        && failure.getCause() instanceof UnknownOutcomeException unknown) {
      // Hibernate wraps what a commit throws if the factory belongs to a persistence unit.
      return unknown;
    }
    return failure instanceof TransientCofferException || !isRetryable(failure)
        ? failure
        : new TransientCofferException(
            "The database refused the transaction for a temporary reason ("
                + failure.getMessage()
                + "); roll it back and replay it from its start.",
            failure);
  }

  /** Whether a cause, or an exception suppressed by one, is retryable. */
  private boolean isRetryable(Throwable failure) {
    boolean retryable = false;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < LONGEST_CAUSE_CHAIN; depth++) {
      if (cause instanceof UnknownOutcomeException) {
        return false;
      }
      retryable |= isRetryableItself(cause);
      for (Throwable suppressed : cause.getSuppressed()) {
        // Narayana adds the database's error to its own in this way.
        SQLException error = sqlCause(suppressed);
        retryable |= error != null && dialect.isRetryable(error);
      }
      cause = cause.getCause();
    }
    return retryable;
  }

  private boolean isRetryableItself(Throwable failure) {
    return failure instanceof TransientCofferException
        || failure instanceof OptimisticLockException
        || failure instanceof PessimisticLockException
        || failure instanceof LockTimeoutException
        || (failure instanceof SQLException error && dialect.isRetryable(error));
  }

  /**
   * The exception to throw for a failed commit: the database refused it, or its outcome is unknown.
   */
  RuntimeException ofCommit(List<WriteTarget> targets, Throwable failure) {
    SQLException error = sqlCause(failure);
    return error != null && dialect.isRefusedCommit(error)
        ? translate(error, failure)
        : unknownOutcome(targets, error, failure);
  }

  /**
   * The exception to throw for a commit that the transaction manager reports as rolled back.
   * Narayana also reports a rollback if the database gave no answer, and adds the database's error
   * as a suppressed exception.
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
    return dialect.isLostAnswer(error)
        ? unknownOutcome(targets, error, failure)
        : translate(error, failure);
  }

  /** The exception to throw for a failed statement that is committed on its own. */
  RuntimeException ofSingleStatement(List<WriteTarget> targets, SQLException failure) {
    return !targets.isEmpty() && dialect.isLostAnswer(failure)
        ? unknownOutcome(targets, failure, failure)
        : translate(failure);
  }

  private static UnknownOutcomeException unknownOutcome(
      List<WriteTarget> targets, @Nullable SQLException error, Throwable failure) {
    String reason = "no definite answer came (" + (error == null ? failure : describe(error)) + ")";
    return UnknownOutcomes.of(targets, reason, failure);
  }

  private CofferException translate(SQLException refusal, Throwable failure) {
    if (dialect.isRetryable(refusal)) {
      return new TransientCofferException(
          "The database refused the transaction for a temporary reason ("
              + describe(refusal)
              + "); roll it back and replay it from its start.",
          failure);
    }
    if (isInterrupted(failure)) {
      // Restores the interrupt status, which a pool may have cleared.
      Thread.currentThread().interrupt();
      return new DatabaseUnavailableException(
          "The thread was interrupted while it waited for the database ("
              + refusal.getMessage()
              + ").",
          failure);
    }
    if (Refusals.poolExhausted(refusal)) {
      return new DatabaseUnavailableException(
          "All connections of the pool are in use ("
              + refusal.getMessage()
              + "). Make the pool larger, or run fewer calls at once. Within a transaction, use the"
              + " stores that belong to it: others take a second connection.",
          failure);
    }
    if (dialect.isReadOnly(refusal)) {
      return new ReadOnlyDatabaseException(
          "The server or the transaction is read-only ("
              + describe(refusal)
              + "). Write through a data source of the primary, in a transaction that is not"
              + " read-only.",
          failure);
    }
    if (dialect.isUnavailable(refusal)) {
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
