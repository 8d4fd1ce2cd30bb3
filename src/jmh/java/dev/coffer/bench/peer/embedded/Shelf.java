package dev.coffer.bench.peer.embedded;

import dev.coffer.bench.data.Item;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A contestant that stores small values by key in a database inside this JVM. For one thread. Each
 * operation is a transaction of its own.
 */
public interface Shelf extends AutoCloseable {

  /** Inserts or replaces a value. */
  void put(String key, Item item);

  /** Inserts or replaces values in one transaction. */
  void putAll(Map<String, Item> items);

  /** Inserts values under new keys in one transaction, in the fastest way. */
  void load(Map<String, Item> items);

  /** The value under an existing key. */
  Item get(String key);

  /** Reads an existing value, and replaces it unless another client has changed it meanwhile. */
  void change(String key, UnaryOperator<Item> function);

  @Override
  void close();
}
