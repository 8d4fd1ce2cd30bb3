package dev.coffer.bench.peer;

import dev.coffer.bench.data.Option;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Operations on single typed values, each in a durable transaction of its own. For one thread.
 * {@code close} returns its connection. A contestant implements the optional operations only if a
 * workload uses them.
 */
public interface Client extends AutoCloseable {

  /** Stores a value under a new key. */
  void insert(String key, Option value);

  /** Replaces the value under an existing key. */
  void update(String key, Option value);

  /** The value under an existing key. */
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
