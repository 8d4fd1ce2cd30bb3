package dev.coffer.bench.peer;

import dev.coffer.bench.data.Option;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Typed values one by one, each call a durable transaction of its own. For one thread; closing
 * gives its connection back. A contestant takes part in the optional operations only where a
 * workload names it.
 */
public interface Client extends AutoCloseable {

  /** Stores a value under a new key. */
  void insert(String key, Option value);

  /** Replaces the value under a key that there is. */
  void update(String key, Option value);

  /** The value under a key that there is. */
  Option get(String key);

  /** Reads and binds up to this number of values from a key on, and returns their number. */
  int scan(String from, int count);

  /** Changes an existing value by a function, so that no change of another client is lost. */
  default void change(String key, UnaryOperator<Option> function) {
    throw new UnsupportedOperationException(getClass().getName());
  }

  /** Sets the time to live of an existing value, without reading or sending the value. */
  default void touch(String key, Duration timeToLive) {
    throw new UnsupportedOperationException(getClass().getName());
  }

  @Override
  default void close() {}
}
