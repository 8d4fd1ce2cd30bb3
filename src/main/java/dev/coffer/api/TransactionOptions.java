package dev.coffer.api;

import java.util.Objects;

/**
 * The options of a transaction that Coffer begins and commits for the application.
 *
 * @param readOnly whether the transaction refuses writes
 * @param isolation the isolation level
 */
public record TransactionOptions(boolean readOnly, Isolation isolation) {

  private static final TransactionOptions DEFAULTS =
      new TransactionOptions(false, Isolation.READ_COMMITTED);

  /** The isolation level of a transaction, as the SQL standard defines it. */
  public enum Isolation {
    /** Each statement sees what was committed before it. */
    READ_COMMITTED,
    /** All statements see the same state. */
    REPEATABLE_READ,
    /** The result is that of some serial order of all transactions. */
    SERIALIZABLE
  }

  public TransactionOptions {
    Objects.requireNonNull(isolation, "The argument 'isolation' is null.");
  }

  /** A transaction that reads and writes, at READ COMMITTED. */
  public static TransactionOptions defaults() {
    return DEFAULTS;
  }

  /** A copy that refuses writes, or allows them. */
  public TransactionOptions withReadOnly(boolean readOnly) {
    return new TransactionOptions(readOnly, isolation);
  }

  /** A copy with this isolation level. */
  public TransactionOptions withIsolation(Isolation isolation) {
    return new TransactionOptions(readOnly, isolation);
  }
}
