package dev.coffer.tx;

import org.jspecify.annotations.Nullable;

/** Transactions that are counted if they write. As thread-safe as the counted ones. */
record CountedTransactions(Transactions counted, Commits commits) implements Transactions {

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return counted.write(commits.counted(work));
  }

  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return counted.writeApart(commits.counted(work));
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return counted.read(work);
  }

  @Override
  public void requireOpen() {
    counted.requireOpen();
  }

  @Override
  public boolean promisesOneState() {
    return counted.promisesOneState();
  }

  @Override
  public boolean joinsHost() {
    return counted.joinsHost();
  }

  @Override
  public boolean isReadOnly() {
    return counted.isReadOnly();
  }
}
