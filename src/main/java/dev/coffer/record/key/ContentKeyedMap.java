package dev.coffer.record.key;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are equal if their texts are, in the order of insertion. So arrays with equal
 * elements are one key. The first of several equal keys stays in the map. Not thread-safe.
 */
final class ContentKeyedMap<K, V> extends AbstractMap<K, V> {
  private final Class<K> type;
  private final Function<K, String> text;
  private final Map<String, Entry<K, V>> entries = new LinkedHashMap<>();

  ContentKeyedMap(Class<K> type, Function<K, String> text) {
    this.type = type;
    this.text = text;
  }

  private @Nullable String textOf(@Nullable Object key) {
    return type.isInstance(key) ? text.apply(type.cast(key)) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(textOf(key));
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    Entry<K, V> entry = entries.get(textOf(key));
    return entry == null ? null : entry.getValue();
  }

  @Override
  public @Nullable V put(K key, V value) {
    Entry<K, V> entry = entries.putIfAbsent(text.apply(key), new SimpleEntry<>(key, value));
    return entry == null ? null : entry.setValue(value);
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    Entry<K, V> entry = entries.remove(textOf(key));
    return entry == null ? null : entry.getValue();
  }

  @Override
  public Set<K> keySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return entries.size();
      }

      @Override
      public boolean contains(@Nullable Object key) {
        return containsKey(key);
      }

      @Override
      public boolean remove(@Nullable Object key) {
        return entries.remove(textOf(key)) != null;
      }

      @Override
      public Iterator<K> iterator() {
        Iterator<Entry<K, V>> all = entries.values().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public K next() {
            return all.next().getKey();
          }

          @Override
          public void remove() {
            all.remove();
          }
        };
      }
    };
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return entries.size();
      }

      @Override
      public Iterator<Entry<K, V>> iterator() {
        return entries.values().iterator();
      }
    };
  }
}
