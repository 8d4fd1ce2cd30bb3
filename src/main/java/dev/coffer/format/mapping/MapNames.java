package dev.coffer.format.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a map by the JSON names of their keys, sorted by name and with unique names. Not
 * thread-safe.
 */
public final class MapNames {
  private final List<Entry> entries;

  private record Entry(String name, @Nullable Object key, @Nullable Object value) {}

  /** Creates space for the entries of one map. */
  public MapNames(int size) {
    this.entries = new ArrayList<>(size);
  }

  /**
   * A sorted copy of a map whose keys are all texts; null if a key is not a text.
   *
   * @throws IllegalArgumentException if two keys are the same text
   */
  public static @Nullable Map<?, ?> sortedByText(Map<?, ?> map) {
    boolean isSorted = map instanceof SortedMap<?, ?> sorted && sorted.comparator() == null;
    TreeMap<String, @Nullable Object> byText = new TreeMap<>();
    int size = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String text)) {
        return null;
      }
      if (isSorted) {
        return map;
      }
      byText.put(text, entry.getValue());
      if (byText.size() != ++size) {
        throw twice(text);
      }
    }
    return byText;
  }

  /**
   * Adds an entry.
   *
   * @throws IllegalArgumentException if the key is a number that cannot be read back
   */
  public void add(String name, @Nullable Object key, @Nullable Object value) {
    if (key instanceof BigDecimal number) {
      JsonTexts.requireReadable(number);
    }
    entries.add(new Entry(name, key, value));
  }

  /**
   * The entries, sorted by name.
   *
   * @throws IllegalArgumentException if two entries have the same name
   */
  public Map<@Nullable Object, @Nullable Object> sorted() {
    entries.sort(Comparator.comparing(Entry::name));
    Map<@Nullable Object, @Nullable Object> sorted = new LinkedHashMap<>();
    @Nullable String last = null;
    for (Entry entry : entries) {
      sorted.put(entry.key(), entry.value());
      if (entry.name().equals(last)) {
        throw twice(entry.name());
      }
      last = entry.name();
    }
    if (sorted.size() != entries.size()) {
      throw new IllegalArgumentException(
          "two keys of a map are equal, but are written as different names");
    }
    return sorted;
  }

  private static IllegalArgumentException twice(String name) {
    return new IllegalArgumentException(
        "two keys of a map are written as the same name '" + name + "', so that one would be lost");
  }
}
