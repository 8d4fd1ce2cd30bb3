package dev.coffer.tx;

import dev.coffer.api.TransactionOptions;
import dev.coffer.api.TransactionRequiredException;
import org.jspecify.annotations.Nullable;

/** The transactions of stores that join a transaction with options. */
record SpanTransactions(Transactions joined, TransactionOptions options) implements Transactions {

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    requireWritable();
    return joined.write(work);
  }

  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    requireWritable();
    return joined.writeApart(work);
  }

  private void requireWritable() {
    if (options.readOnly()) {
      throw new TransactionRequiredException(
          "The transaction is read-only; write in a transaction whose TransactionOptions are not.");
    }
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return joined.read(work);
  }

  @Override
  public void requireOpen() {
    joined.requireOpen();
  }

  @Override
  public boolean promisesOneState() {
    return options.isolation() != TransactionOptions.Isolation.READ_COMMITTED;
  }

  @Override
  public boolean joinsHost() {
    return joined.joinsHost();
  }

  @Override
  public boolean isReadOnly() {
    return options.readOnly();
  }
}
