package dev.coffer.bench.cluster;

import org.jspecify.annotations.Nullable;

/** A process with a cache, one of several on the same data. */
interface Node {

  /** The value of a key; null without one. */
  @Nullable String get(String key);

  /** Stores a value. When this returns, the write is acknowledged. */
  void put(String key, String value);

  /** Stores the values of these numbers. */
  default void fill(int count) {
    for (int i = 0; i < count; i++) {
      put(NodeCommands.key(i), NodeCommands.value(i));
    }
  }
}
