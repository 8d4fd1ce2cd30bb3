package dev.coffer.shard.cluster;

import dev.coffer.record.Expiry;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.store.PagedRecords;
import dev.coffer.record.store.RecordChange;
import dev.coffer.record.value.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The records of one collection on each shard, and the way of single keys to them. Thread-safe.
 *
 * @param <T> the type of the values
 * @param <K> the type of the keys
 */
final class ShardedAccess<T, K> {

  private final Shards shards;
  private final String collection;
  private final Function<ShardDatabase, ValueType<T>> type;
  private final KeyType<K> keys;
  private final @Nullable Duration sliding;
  private volatile @Nullable Bound bound;

  /**
   * An access.
   *
   * @param type the type of the values, as a shard knows it
   * @param sliding the time to live that reads prolong; null for none
   */
  ShardedAccess(
      Shards shards,
      String collection,
      Function<ShardDatabase, ValueType<T>> type,
      KeyType<K> keys,
      @Nullable Duration sliding) {
    this.shards = shards;
    this.collection = collection;
    this.type = type;
    this.keys = keys;
    this.sliding = sliding;
  }

  ShardedAccess<T, K> sliding(Duration timeToLive) {
    return new ShardedAccess<>(shards, collection, type, keys, timeToLive);
  }

  Shards shards() {
    return shards;
  }

  String collection() {
    return collection;
  }

  KeyType<K> keys() {
    return keys;
  }

  /** The expiry of the records that {@code put} writes. */
  Expiry ofPuts() {
    return sliding == null ? Expiry.never() : Expiry.after(sliding);
  }

  /** The text of a key, which is checked. */
  String text(K key) {
    return keys.encode(collection, key);
  }

  /** The records of each shard by one state of the map. */
  final class Bound {
    private final Routes routes;
    private final Map<String, PagedRecords<T, K>> records = new ConcurrentHashMap<>();

    Bound(Routes routes) {
      this.routes = routes;
    }

    Routes routes() {
      return routes;
    }

    /** The records of a shard, whose writes fail if the map has changed. */
    PagedRecords<T, K> at(String shard) {
      return records.computeIfAbsent(
          shard,
          name -> {
            ShardDatabase database = shards.shard(name).database();
            PagedRecords<T, K> made =
                database
                    .records()
                    .records(shards.fenced(routes, name), collection, type.apply(database), keys);
            return sliding == null ? made : made.sliding(sliding);
          });
    }

    Routes.Place place(String text) {
      return routes.place(routes.map().hash(collection, text));
    }

    /** Moves the records of these keys to where they belong, if the map is changing. */
    void settle(List<String> texts) {
      if (routes.move()) {
        texts.stream()
            .collect(Collectors.groupingBy(this::place))
            .forEach(
                (place, some) -> {
                  if (place.moves()) {
                    shards.pull().pull(routes, collection, place, some);
                  }
                });
      }
    }
  }

  /** The records by the present state of the map. */
  Bound bound() {
    Routes present = shards.routes();
    Bound known = bound;
    if (known == null || !known.routes().equals(present)) {
      known = new Bound(present);
      bound = known;
    }
    return known;
  }

  /** Reads by one key: where its record was, and if it is not there, where it will be. */
  <R> R read(K key, Function<PagedRecords<T, K>, R> operation, Predicate<R> found) {
    String text = text(key);
    return shards.attempt(
        () -> {
          Bound present = bound();
          Routes.Place place = present.place(text);
          R result = shards.at(place.from(), () -> operation.apply(present.at(place.from())));
          if (!found.test(result) && place.moves()) {
            result = shards.at(place.to(), () -> operation.apply(present.at(place.to())));
          }
          if (!found.test(result)) {
            shards.confirm(present.routes(), place.from());
            if (place.moves()) {
              shards.confirm(present.routes(), place.to());
            }
          }
          return result;
        });
  }

  /** Writes one key, after its record was moved to where it belongs. */
  <R extends @Nullable Object> R write(K key, Function<PagedRecords<T, K>, R> operation) {
    return write(key, (present, shard) -> operation.apply(present.at(shard)));
  }

  private <R extends @Nullable Object> R write(K key, BiFunction<Bound, String, R> operation) {
    String text = text(key);
    return shards.attempt(
        () -> {
          Bound present = bound();
          present.settle(List.of(text));
          String shard = present.place(text).to();
          return shards.write(present.routes(), shard, () -> operation.apply(present, shard));
        });
  }

  /** Changes one key by a function; see {@link PagedRecords#change}. */
  RecordChange<T> change(
      K key, Expiry expiry, Function<? super Optional<T>, Optional<T>> function) {
    return write(
        key,
        (present, shard) ->
            present
                .at(shard)
                .change(
                    key,
                    expiry,
                    current -> {
                      if (current.isEmpty()) {
                        // A change from absent to absent writes nothing, so no write checks the
                        // map; and the function may fail.
                        shards.confirm(present.routes(), shard);
                      }
                      return function.apply(current);
                    }));
  }
}
