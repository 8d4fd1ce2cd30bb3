package dev.coffer.shard.cluster;

import dev.coffer.tx.Transactions;
import dev.coffer.tx.Work;
import org.jspecify.annotations.Nullable;

/**
 * Coffer's own transactions on a shard, in which nothing is written unless the database has the
 * version of the map that the process knows. The version stays locked until the transaction ends,
 * so the map cannot change before. As thread-safe as the transactions.
 *
 * @param own the transactions
 * @param version the version that the process knows
 */
record FencedTransactions(Transactions own, long version) implements Transactions {

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return own.write(
        unit -> {
          ShardRows.fence(unit, version);
          return work.run(unit);
        });
  }

  /** {@inheritDoc} The lock needs a transaction around the statements. */
  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return write(work);
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return own.read(work);
  }

  @Override
  public void requireOpen() {
    own.requireOpen();
  }

  @Override
  public boolean joinsHost() {
    return false;
  }
}
