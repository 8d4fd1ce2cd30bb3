package dev.coffer.shard.cluster;

import dev.coffer.api.PartlyWrittenException;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.record.store.PagedRecords;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations on several keys, divided among the shards of the keys. Thread-safe. */
final class ShardedBatches<T, K> {

  private final ShardedAccess<T, K> access;
  private final boolean perShard;

  /**
   * The batches of a collection.
   *
   * @param perShard whether a batch may be written shard by shard, each part all or none
   */
  ShardedBatches(ShardedAccess<T, K> access, boolean perShard) {
    this.access = access;
    this.perShard = perShard;
  }

  /** Writes the keys of one shard, all or none. */
  @FunctionalInterface
  interface Part<T, K, R> {
    R write(ShardedAccess<T, K>.Bound present, String shard, Set<K> keys);
  }

  /** Writes several keys by the records of their shards; see {@link #writeAt}. */
  <R> List<R> write(Map<K, String> texts, BiFunction<PagedRecords<T, K>, Set<K>, R> operation) {
    return writeAt(texts, (present, shard, keys) -> operation.apply(present.at(shard), keys));
  }

  /**
   * Writes several keys.
   *
   * @param texts the keys with their texts
   * @param operation writes the keys of one shard, all or none
   * @return the result of each shard; several results of one shard if the map has changed meanwhile
   * @throws SeveralShardsException if the keys belong to several shards, unless that is allowed
   * @throws PartlyWrittenException if some shards failed and others did not
   */
  <R> List<R> writeAt(Map<K, String> texts, Part<T, K, R> operation) {
    if (texts.isEmpty()) {
      return List.of();
    }
    return access
        .shards()
        .attempt(
            () -> {
              ShardedAccess<T, K>.Bound present = access.bound();
              Map<String, Map<K, String>> parts = divided(texts, present);
              if (parts.size() == 1) {
                present.settle(List.copyOf(texts.values()));
                String shard = parts.keySet().iterator().next();
                return List.of(
                    access
                        .shards()
                        .write(
                            present.routes(),
                            shard,
                            () -> operation.write(present, shard, texts.keySet())));
              }
              if (!perShard) {
                throw several(parts.keySet());
              }
              return written(parts, operation);
            });
  }

  private SeveralShardsException several(Set<String> shards) {
    List<String> names = shards.stream().sorted().toList();
    return new SeveralShardsException(
        names,
        "The keys of this batch of the collection '"
            + access.collection()
            + "' belong to the shards "
            + names
            + ", and no transaction spans them. Give them keys of one group (see ShardKey), or use"
            + " perShard(), which writes the part of each shard in a transaction of its own.");
  }

  private <R> List<R> written(Map<String, Map<K, String>> parts, Part<T, K, R> operation) {
    Map<String, RuntimeException> failures = new TreeMap<>();
    Map<String, List<R>> results = sideBySide(parts, part -> writeAt(part, operation), failures);
    if (results.isEmpty()) {
      throw failures.values().iterator().next();
    }
    if (!failures.isEmpty()) {
      throw new PartlyWrittenException(
          access.collection(), results.keySet().stream().sorted().toList(), failures);
    }
    return results.values().stream().flatMap(List::stream).toList();
  }

  private <P, R> Map<String, R> sideBySide(
      Map<String, P> parts, Function<P, R> operation, Map<String, RuntimeException> failures) {
    Map<String, CompletableFuture<R>> running = new LinkedHashMap<>();
    String last = null;
    for (String each : parts.keySet()) {
      last = each;
    }
    for (Map.Entry<String, P> part : parts.entrySet()) {
      if (!part.getKey().equals(last)) {
        running.put(
            part.getKey(),
            CompletableFuture.supplyAsync(
                () -> operation.apply(part.getValue()), access.shards().executor()));
      }
    }
    Map<String, R> results = new HashMap<>();
    if (last != null) {
      P own = parts.get(last);
      try {
        results.put(last, operation.apply(Objects.requireNonNull(own)));
      } catch (RuntimeException e) {
        failures.put(last, e);
      }
    }
    running.forEach(
        (name, future) -> {
          try {
            results.put(name, future.join());
          } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
              throw error;
            }
            failures.put(name, e.getCause() instanceof RuntimeException cause ? cause : e);
          }
        });
    return results;
  }

  private Map<String, Map<K, String>> divided(
      Map<K, String> texts, ShardedAccess<T, K>.Bound present) {
    Map<String, Map<K, String>> parts = new TreeMap<>();
    texts.forEach(
        (key, text) ->
            parts
                .computeIfAbsent(
                    present.place(text).to(), name -> access.keys().newMap(access.collection()))
                .put(key, text));
    return parts;
  }

  /**
   * Reads several keys: each where its record was, and if it is not there, where it will be.
   *
   * @param operation reads the keys of one shard; the result lacks keys without a record
   */
  <V> Map<K, V> read(
      Map<K, String> texts, BiFunction<PagedRecords<T, K>, List<K>, Map<K, V>> operation) {
    Map<K, V> found = access.keys().newMap(access.collection());
    access
        .shards()
        .attempt(
            () -> {
              found.clear();
              ShardedAccess<T, K>.Bound present = access.bound();
              read(texts, operation, present, Routes.Place::from, found);
              Map<K, String> others = access.keys().newMap(access.collection());
              texts.forEach(
                  (key, text) -> {
                    if (!found.containsKey(key)) {
                      others.put(key, text);
                    }
                  });
              Map<K, String> moved = access.keys().newMap(access.collection());
              others.forEach(
                  (key, text) -> {
                    if (present.place(text).moves()) {
                      moved.put(key, text);
                    }
                  });
              read(moved, operation, present, Routes.Place::to, found);
              others.values().stream()
                  .flatMap(text -> Stream.of(present.place(text).from(), present.place(text).to()))
                  .distinct()
                  .forEach(name -> access.shards().confirm(present.routes(), name));
              return true;
            });
    Map<K, V> ordered = access.keys().newMap(access.collection());
    texts
        .keySet()
        .forEach(
            key -> {
              V value = found.get(key);
              if (value != null) {
                ordered.put(key, value);
              }
            });
    return ordered;
  }

  private <V> void read(
      Map<K, String> texts,
      BiFunction<PagedRecords<T, K>, List<K>, Map<K, V>> operation,
      ShardedAccess<T, K>.Bound present,
      Function<Routes.Place, String> where,
      Map<K, V> found) {
    Map<String, List<K>> parts =
        texts.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> where.apply(present.place(entry.getValue())),
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    Map<String, RuntimeException> failures = new TreeMap<>();
    Map<String, String> names = new TreeMap<>();
    parts.keySet().forEach(name -> names.put(name, name));
    Map<String, Map<K, V>> results =
        sideBySide(
            names,
            name ->
                access
                    .shards()
                    .at(
                        name,
                        () ->
                            operation.apply(
                                present.at(name), Objects.requireNonNull(parts.get(name)))),
            failures);
    if (!failures.isEmpty()) {
      throw failures.values().iterator().next();
    }
    results.values().forEach(found::putAll);
  }
}
