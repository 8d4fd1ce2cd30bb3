package dev.coffer.shard.cluster;

import dev.coffer.api.SeveralShardsException;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Put;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.record.TypeRef;
import dev.coffer.record.key.KeyRules;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.store.DeclaredRepositories;
import dev.coffer.record.value.TypeNames;
import dev.coffer.record.value.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The record store over shards. Thread-safe. */
final class ShardedRecordStore implements RecordStore {

  private final Shards shards;
  private final boolean perShard;

  ShardedRecordStore(Shards shards, boolean perShard) {
    this.shards = shards;
    this.perShard = perShard;
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, Class<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(String collection, Class<T> type, Class<K> keyType) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    return sharded(collection, types -> types.of(type), KeyType.of(keyType));
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, TypeRef<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(
      String collection, TypeRef<T> type, Class<K> keyType) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    return sharded(collection, types -> types.of(type.rawType(), type.type()), KeyType.of(keyType));
  }

  private <T, K> ShardedRecords<T, K> sharded(
      String collection, Function<TypeNames, ValueType<T>> type, KeyType<K> keys) {
    KeyRules.checkCollection(collection);
    Function<ShardDatabase, ValueType<T>> ofShard =
        database -> type.apply(database.records().types());
    // A wrong type is refused now, and not by the first use of a shard.
    for (ShardDatabase each : shards.opened()) {
      var unused = ofShard.apply(each);
    }
    return new ShardedRecords<>(
        new ShardedAccess<>(shards, collection, ofShard, keys, null), perShard);
  }

  @Override
  public <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType) {
    return DeclaredRepositories.create(
        repositoryType,
        (collection, valueClass, valueType, keyClass) ->
            sharded(collection, types -> types.of(valueClass, valueType), KeyType.of(keyClass)));
  }

  /** The records of a collection as objects of the types of each call. */
  private <T> ShardedAccess<T, String> access(
      String collection, Function<TypeNames, ValueType<T>> type) {
    KeyRules.checkCollection(collection);
    return new ShardedAccess<>(
        shards,
        collection,
        database -> type.apply(database.records().types()),
        KeyType.of(String.class),
        null);
  }

  @Override
  public Put store(String collection, String key, Object value) {
    Map<String, Put> puts = storeBatch(collection, Map.of(requireKey(key), requireValue(value)));
    return puts.values().iterator().next();
  }

  private static String requireKey(String key) {
    return Objects.requireNonNull(key, "The argument 'key' is null.");
  }

  private static Object requireValue(@Nullable Object value) {
    return Objects.requireNonNull(value, "The argument 'value' is null.");
  }

  @Override
  public Map<String, Put> storeBatch(String collection, Map<String, ?> values) {
    Objects.requireNonNull(values, "The argument 'values' is null.");
    ShardedAccess<byte[], String> access = access(collection, types -> types.of(byte[].class));
    Map<String, String> texts = new LinkedHashMap<>();
    values.keySet().forEach(key -> texts.put(key, access.text(key)));
    Map<String, Put> results = new LinkedHashMap<>();
    new ShardedBatches<>(access, perShard)
        .writeAt(
            texts,
            (present, shard, keys) -> {
              Map<String, Object> part = new LinkedHashMap<>();
              keys.forEach(key -> part.put(key, requireValue(values.get(key))));
              return shards
                  .shard(shard)
                  .database()
                  .records()
                  .over(shards.fenced(present.routes(), shard))
                  .storeBatch(collection, part);
            })
        .forEach(results::putAll);
    return results;
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, Class<T> type) {
    return records(collection, type).get(key);
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, TypeRef<T> type) {
    return records(collection, type).get(key);
  }

  /** {@inheritDoc} While keys move between shards, a record that moves may count twice. */
  @Override
  public List<CollectionInfo> collections() {
    Map<String, Long> counts = new TreeMap<>(Utf8Order.COMPARATOR);
    return shards.attempt(
        () -> {
          counts.clear();
          Routes known = shards.routes();
          for (String name : shards.inUse(known)) {
            shards
                .at(
                    name,
                    () ->
                        shards
                            .shard(name)
                            .database()
                            .records()
                            .over(shards.shard(name).database().own())
                            .collections())
                .forEach(each -> counts.merge(each.name(), each.count(), Long::sum));
            shards.confirm(known, name);
          }
          return counts.entrySet().stream()
              .map(each -> new CollectionInfo(each.getKey(), each.getValue()))
              .toList();
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws SeveralShardsException always: no transaction spans the shards of a collection
   */
  @Override
  public long renameCollection(String collection, String newName) {
    KeyRules.checkCollection(collection);
    KeyRules.checkCollection(newName);
    List<String> names = shards.inUse(shards.routes());
    throw new SeveralShardsException(
        names,
        "The collection '"
            + collection
            + "' cannot be renamed, because its records are in several shards and no transaction"
            + " spans them; put its records into '"
            + newName
            + "' and delete the old ones.");
  }

  @Override
  public void registerType(Class<?> type, String name) {
    registerType(type, TypeName.of(name, 1));
  }

  @Override
  public void registerType(Class<?> type, TypeName typeName) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    Objects.requireNonNull(typeName, "The argument 'typeName' is null.");
    shards.types().register(type, typeName);
  }
}
