package dev.coffer.tx;

import dev.coffer.schema.Database;
import java.sql.Connection;

/**
 * One transaction on one connection, in which stores read and write. Not thread-safe; valid only
 * inside the {@link Work} it was given to.
 */
public interface UnitOfWork {

  /** The connection of the transaction. Never closed, committed or rolled back by work. */
  Connection connection();

  Database database();

  /** Whether the transaction is a host's: others may have begun it, and its snapshot may be old. */
  boolean joinsHost();

  /**
   * Takes note of what the unit is about to write, for the error that says that its outcome is not
   * known. To be called before the first statement that writes it.
   */
  void writes(WriteTarget target);

  /**
   * Whether it is not known what became of the work, because the connection was lost before the
   * database had answered: the database may do it at any later time. To be asked when the
   * transaction has ended.
   */
  boolean isOutcomeUnknown();

  /** Runs an action after the transaction was committed; never after a rollback. */
  void afterCommit(Runnable action);

  /** Runs an action after the transaction ended, whether it was committed or rolled back. */
  void afterCompletion(Runnable action);
}
