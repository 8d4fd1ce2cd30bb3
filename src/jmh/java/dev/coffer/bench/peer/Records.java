package dev.coffer.bench.peer;

import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.TypedEntry;
import java.util.List;

/**
 * A contestant that keeps small values by key, over a database of its own. Thread-safe; closing
 * gives its connections back.
 */
public interface Records extends AutoCloseable {

  /** Shows samples of what will be stored to a contestant that learns from them. Not measured. */
  default void learn(List<Entry> samples) {}

  /** The same for values. */
  default void learnTyped(List<TypedEntry> samples) {}

  /** Compresses as densely as it can what is there; false if it has no way to. Not measured. */
  default boolean recompress() {
    return false;
  }

  /** Inserts new entries in one transaction, in the fastest way that the contestant offers. */
  void load(List<Entry> entries);

  /** The same for values. */
  void loadTyped(List<TypedEntry> entries);

  /** The client of one thread. */
  Client client();

  /** The client of one thread in a transaction of a host. */
  default TransactionalClient inTransaction() {
    throw new UnsupportedOperationException(getClass().getName());
  }

  @Override
  void close();
}
