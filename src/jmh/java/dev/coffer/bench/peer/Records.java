package dev.coffer.bench.peer;

import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.TypedEntry;
import java.util.List;

/**
 * A contestant that stores small values by key in a database of its own. Thread-safe. {@code close}
 * returns its connections.
 */
public interface Records extends AutoCloseable {

  /** Whether {@link #train} is necessary before values are written as densely as possible. */
  default boolean learnsOnRequest() {
    return false;
  }

  /** Trains the contestant on what it holds. Not measured. */
  default void train() {
    throw new UnsupportedOperationException(getClass().getName());
  }

  /** Compresses all values as densely as possible; false if it cannot. Not measured. */
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
