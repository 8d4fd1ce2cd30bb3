package dev.coffer.record.store;

import dev.coffer.record.key.KeyType;
import dev.coffer.record.key.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The texts of the keys of one collection. Immutable and thread-safe.
 *
 * @param collection the collection's name
 * @param type the type of the keys
 */
record KeyTexts<K>(String collection, KeyType<K> type) {

  /** The text of a key, which is checked. */
  String of(K key) {
    return type.encode(collection, key);
  }

  /** The texts of these keys. */
  List<String> ofAll(Iterable<? extends K> keys) {
    requireKeys(keys);
    List<String> texts = new ArrayList<>();
    keys.forEach(key -> texts.add(of(key)));
    return texts;
  }

  /** The texts by their keys, in the given order. */
  Map<K, String> byKey(Iterable<? extends K> keys) {
    requireKeys(keys);
    Map<K, String> texts = newMap();
    keys.forEach(key -> texts.put(key, of(key)));
    return texts;
  }

  /** A new map in the order of insertion. Keys with equal texts are one key in it. */
  <V> Map<K, V> newMap() {
    return type.newMap(collection);
  }

  private void requireKeys(Iterable<? extends K> keys) {
    Objects.requireNonNull(
        keys, () -> "The argument 'keys' for collection '" + collection + "' is null.");
  }

  static List<String> sorted(Map<?, String> texts) {
    return texts.values().stream().sorted(Utf8Order.COMPARATOR).toList();
  }
}
