package dev.coffer.record.store;

import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A view of the records of a collection as a map. Each method is atomic by itself. As thread-safe
 * as its repository.
 *
 * @param <K> the type of the keys
 * @param <T> the type of the values
 */
final class RecordMap<K, T> extends AbstractMap<K, T> implements ConcurrentMap<K, T> {

  private final RecordRepository<T, K> records;
  private final PagedRecords.Changes<T, K> changes;
  private final KeyTexts<K> texts;
  private final Expiry ofPuts;

  /**
   * A view of a repository.
   *
   * @param texts the texts of the keys, by which keys that hold arrays are compared
   * @param ofPuts the expiry of the records that {@code put} writes
   */
  RecordMap(
      RecordRepository<T, K> records,
      PagedRecords.Changes<T, K> changes,
      KeyTexts<K> texts,
      Expiry ofPuts) {
    this.records = records;
    this.changes = changes;
    this.texts = texts;
    this.ofPuts = ofPuts;
  }

  /** The key, if an object can be one; otherwise empty. */
  private Optional<K> keyOf(@Nullable Object key) {
    Object given = Objects.requireNonNull(key, "The argument 'key' is null.");
    Class<K> keyType = texts.type().type();
    return keyType.isInstance(given) ? Optional.of(keyType.cast(given)) : Optional.empty();
  }

  private static void requireValue(@Nullable Object value) {
    Objects.requireNonNull(value, "The argument 'value' is null.");
  }

  @Override
  public int size() {
    return (int) Math.min(records.count(), Integer.MAX_VALUE);
  }

  @Override
  public boolean isEmpty() {
    return records.keys(Range.all()).findFirst().isEmpty();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return keyOf(key).filter(records::exists).isPresent();
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    requireValue(value);
    return super.containsValue(value);
  }

  @Override
  public @Nullable T get(@Nullable Object key) {
    return keyOf(key).flatMap(records::get).orElse(null);
  }

  @Override
  public @Nullable T put(K key, T value) {
    requireValue(value);
    Optional<T> after = Optional.of(value);
    return changes.apply(key, ofPuts, current -> after).before();
  }

  @Override
  public void putAll(Map<? extends K, ? extends T> values) {
    Map<K, T> copy = new LinkedHashMap<>(values);
    copy.values().forEach(RecordMap::requireValue);
    var unused = records.putAll(copy);
  }

  @Override
  public @Nullable T putIfAbsent(K key, T value) {
    requireValue(value);
    return changes
        .apply(key, Expiry.keep(), current -> current.or(() -> Optional.of(value)))
        .before();
  }

  @Override
  public @Nullable T remove(@Nullable Object key) {
    return keyOf(key).flatMap(records::getAndDelete).orElse(null);
  }

  @Override
  public boolean remove(@Nullable Object key, @Nullable Object value) {
    Optional<K> known = keyOf(key);
    if (known.isEmpty() || value == null) {
      return false;
    }
    RecordChange<T> change =
        changes.apply(
            known.get(),
            Expiry.keep(),
            current -> current.filter(each -> !Objects.deepEquals(each, value)));
    return change.before() != null && change.after() == null;
  }

  @Override
  public boolean replace(K key, T oldValue, T newValue) {
    requireValue(oldValue);
    requireValue(newValue);
    T before =
        changes
            .apply(
                key,
                Expiry.keep(),
                current ->
                    current.map(each -> Objects.deepEquals(each, oldValue) ? newValue : each))
            .before();
    return before != null && Objects.deepEquals(before, oldValue);
  }

  @Override
  public @Nullable T replace(K key, T value) {
    requireValue(value);
    return changes.apply(key, Expiry.keep(), current -> current.map(each -> value)).before();
  }

  @Override
  public void clear() {
    var unused = records.deleteRange(Range.all());
  }

  @Override
  public Set<Entry<K, T>> entrySet() {
    return new Entries();
  }

  /** The entries in key order. An iterator reads pages, and does not fail if others change them. */
  private final class Entries extends AbstractSet<Entry<K, T>> {

    @Override
    public int size() {
      return RecordMap.this.size();
    }

    @Override
    public boolean isEmpty() {
      return RecordMap.this.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object entry) {
      return entry instanceof Entry<?, ?> that
          && that.getKey() != null
          && that.getValue() != null
          && Objects.deepEquals(get(that.getKey()), that.getValue());
    }

    @Override
    public boolean remove(@Nullable Object entry) {
      return entry instanceof Entry<?, ?> that
          && that.getKey() != null
          && RecordMap.this.remove(that.getKey(), that.getValue());
    }

    /** The inherited method may ask the argument, which compares arrays by identity. */
    @Override
    public boolean removeAll(Collection<?> entries) {
      boolean changed = false;
      for (Object each : entries) {
        changed |= remove(each);
      }
      return changed;
    }

    /** See {@link #removeAll}. */
    @Override
    public boolean retainAll(Collection<?> entries) {
      Map<K, List<Object>> kept = texts.newMap();
      for (Object each : entries) {
        if (each instanceof Entry<?, ?> that && that.getKey() != null && that.getValue() != null) {
          keyOf(that.getKey())
              .ifPresent(
                  key ->
                      kept.computeIfAbsent(key, absent -> new ArrayList<>()).add(that.getValue()));
        }
      }
      return removeIf(
          entry ->
              kept.getOrDefault(entry.getKey(), List.of()).stream()
                  .noneMatch(value -> Objects.deepEquals(value, entry.getValue())));
    }

    @Override
    public void clear() {
      RecordMap.this.clear();
    }

    @Override
    public Iterator<Entry<K, T>> iterator() {
      return removing(
          records.scan(Range.all()).iterator(),
          StoredValue::key,
          next -> new WritingEntry(next.key(), next.value()));
    }
  }

  @Override
  public Set<K> keySet() {
    return new Keys();
  }

  /** The keys in their order. Neither they nor their iterator read values. */
  private final class Keys extends AbstractSet<K> {

    @Override
    public int size() {
      return RecordMap.this.size();
    }

    @Override
    public boolean isEmpty() {
      return RecordMap.this.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object key) {
      return containsKey(key);
    }

    @Override
    public boolean remove(@Nullable Object key) {
      return keyOf(key).filter(records::delete).isPresent();
    }

    /** The inherited method may ask the argument, which compares arrays by identity. */
    @Override
    public boolean removeAll(Collection<?> keys) {
      boolean changed = false;
      for (Object each : keys) {
        changed |= each != null && remove(each);
      }
      return changed;
    }

    /** See {@link #removeAll}. */
    @Override
    public boolean retainAll(Collection<?> keys) {
      Map<K, Boolean> kept = texts.newMap();
      for (Object each : keys) {
        if (each != null) {
          keyOf(each).ifPresent(key -> kept.put(key, true));
        }
      }
      return removeIf(key -> !kept.containsKey(key));
    }

    @Override
    public void clear() {
      RecordMap.this.clear();
    }

    @Override
    public Iterator<K> iterator() {
      return removing(records.keys(Range.all()).iterator(), key -> key, key -> key);
    }
  }

  /** An iterator over the elements for some rows, which deletes the record of its last element. */
  private <R, E> Iterator<E> removing(
      Iterator<R> rows, Function<R, K> keyOfRow, Function<R, E> elementOfRow) {
    return new Iterator<>() {
      private @Nullable K last;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public E next() {
        R next = rows.next();
        last = keyOfRow.apply(next);
        return elementOfRow.apply(next);
      }

      @Override
      public void remove() {
        K key = last;
        if (key == null) {
          throw new IllegalStateException("There is no entry to remove; call next first.");
        }
        last = null;
        var unused = records.delete(key);
      }
    };
  }

  /** An entry whose {@code setValue} puts the value. */
  private final class WritingEntry extends SimpleEntry<K, T> {
    private static final long serialVersionUID = 1L;

    WritingEntry(K key, T value) {
      super(key, value);
    }

    @Override
    public T setValue(T value) {
      requireValue(value);
      var unused = records.put(getKey(), value, Expiry.keep());
      return super.setValue(value);
    }
  }
}
