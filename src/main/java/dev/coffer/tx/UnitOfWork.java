package dev.coffer.tx;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;

/**
 * One transaction on one connection, in which stores read and write. Not thread-safe. Valid only
 * inside its {@link Work}.
 */
public interface UnitOfWork {

  /** The connection of the transaction. Work must not close it, commit it or roll it back. */
  Connection connection();

  Dialect dialect();

  /**
   * Whether the transaction belongs to the host. The host may have begun it earlier, so its
   * snapshot may be old.
   */
  boolean joinsHost();

  /**
   * Announces a write target, for the exception that reports an unknown outcome. Call this before
   * the first statement that writes the target.
   */
  void writes(WriteTarget target);

  /**
   * Whether the outcome of the work is unknown because the connection was lost before the database
   * answered. The database may still execute the work at any later time. Call this after the end of
   * the transaction.
   */
  boolean isOutcomeUnknown();

  /**
   * Registers an action to run after the commit of the transaction; it never runs after a rollback.
   */
  void afterCommit(Runnable action);

  /**
   * Registers an action to run after the end of the transaction, whether it is committed or rolled
   * back.
   */
  void afterCompletion(Runnable action);

  /**
   * Registers an action to run after the end of the transaction, whether it is committed or rolled
   * back, and after all actions of the other kinds. If the transaction is one of Coffer's own, its
   * connection has been returned by then, so the action may use a transaction of its own.
   */
  void afterRelease(Runnable action);
}
