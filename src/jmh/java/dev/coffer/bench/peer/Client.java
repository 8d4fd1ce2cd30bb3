package dev.coffer.bench.peer;

import dev.coffer.bench.data.Option;

/**
 * Typed values one by one, each call a durable transaction of its own. For one thread; closing
 * gives its connection back.
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

  @Override
  default void close() {}
}
