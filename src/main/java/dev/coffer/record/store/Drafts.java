package dev.coffer.record.store;

import dev.coffer.record.write.Draft;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The drafts of a batch.
 *
 * @param texts the texts of the keys
 * @param byKey the drafts by their keys, in the order of the results
 */
record Drafts<K>(KeyTexts<K> texts, Map<K, Draft> byKey) {

  /** All drafts; different keys may have one text. */
  Collection<Draft> all() {
    return byKey.values();
  }

  /** The expected versions by the texts of the keys; 0 for a key without one. */
  Map<String, Long> inText(Map<K, Long> versions) {
    Map<K, Long> required = texts.type().byText(texts.collection(), versions);
    Map<String, Long> expected = new LinkedHashMap<>();
    byKey.forEach(
        (key, draft) -> {
          Long version = required.get(key);
          expected.put(draft.key(), version == null ? 0 : version);
        });
    return expected;
  }

  /** The results by the keys. */
  <R> Map<K, R> inOrder(Map<String, R> results) {
    Map<K, R> inOrder = texts.newMap();
    byKey.forEach(
        (key, draft) -> inOrder.put(key, Objects.requireNonNull(results.get(draft.key()))));
    return inOrder;
  }
}
