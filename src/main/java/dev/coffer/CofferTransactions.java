package dev.coffer;

import dev.coffer.api.TransactionOptions;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The transactions of several operations that a {@link Coffer} runs or replays. Thread-safe. */
abstract class CofferTransactions {

  private final Tenancy tenancy;

  CofferTransactions(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  /**
   * Runs several operations in one transaction, and commits it. The transaction has its own
   * connection and is separate from any transaction of the calling thread. The work uses the stores
   * that it receives; the stores of this instance are not part of the transaction.
   *
   * <p>If the database refuses the transaction for a temporary reason, also at the commit, the
   * transaction is rolled back and the work runs again, with at most 8 attempts. The work must
   * therefore have no effects outside the transaction. If the work throws an exception, the
   * transaction is rolled back and the exception is thrown unchanged.
   *
   * @return the result of the work
   * @throws dev.coffer.api.TransientCofferException if the last attempt fails for such a reason
   * @throws dev.coffer.api.UnknownOutcomeException if the database did not answer the commit
   */
  public <R extends @Nullable Object> R callInTransaction(Function<TransactionalStores, R> work) {
    return callInTransaction(TransactionOptions.defaults(), work);
  }

  /**
   * The same with options; see {@link #callInTransaction(Function)}.
   *
   * @throws IllegalArgumentException if the options have an isolation level and the transactions
   *     are JTA transactions, whose level their data source determines
   */
  public <R extends @Nullable Object> R callInTransaction(
      TransactionOptions options, Function<TransactionalStores, R> work) {
    Objects.requireNonNull(options, "The argument 'options' is null.");
    Objects.requireNonNull(work, "The argument 'work' is null.");
    CofferParts parts = tenancy.current();
    return parts
        .own()
        .inSession(
            options, (session, joined) -> work.apply(SessionStores.of(parts, joined, session)));
  }

  /** Does the same as {@link #callInTransaction(Function)} for work without a result. */
  public void runInTransaction(Consumer<TransactionalStores> work) {
    runInTransaction(TransactionOptions.defaults(), work);
  }

  /** The same with options; see {@link #callInTransaction(TransactionOptions, Function)}. */
  public void runInTransaction(TransactionOptions options, Consumer<TransactionalStores> work) {
    Objects.requireNonNull(work, "The argument 'work' is null.");
    this.<@Nullable Object>callInTransaction(
        options,
        stores -> {
          work.accept(stores);
          return null;
        });
  }

  /**
   * Runs a transaction of the application, and runs it again if it failed for a temporary reason,
   * with at most 8 attempts. It recognises such a reason in every form: an exception of Coffer, of
   * Hibernate, of Spring or of a transaction manager, also one that the commit throws, and a
   * conflict of entity versions. Every other exception is thrown unchanged.
   *
   * @param transaction begins a transaction and commits it, for example by a call to a
   *     {@code @Transactional} method
   * @throws IllegalStateException if a transaction of the application is already active on the
   *     calling thread, because a part of a transaction cannot be replayed
   */
  public <R extends @Nullable Object> R replay(Supplier<R> transaction) {
    Objects.requireNonNull(transaction, "The argument 'transaction' is null.");
    CofferParts parts = tenancy.current();
    if (parts.views().joinsHost()) {
      throw new IllegalStateException(
          "A transaction is already active on this thread. Call replay outside of it, around the"
              + " whole transaction.");
    }
    return parts.own().replay(transaction);
  }
}
