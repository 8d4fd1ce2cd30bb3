package dev.coffer.shard.cluster;

import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Put;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.record.TypeRef;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.store.DeclaredRepositories;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.record.value.ValueType;
import dev.coffer.tx.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The records of one group of keys in a transaction of its shard. What concerns whole collections
 * goes to the cluster, outside of the transaction. As thread-safe as the transactions.
 */
final class GroupRecords implements RecordStore {

  private final RecordEngine engine;
  private final Transactions transactions;
  private final KeyGroup group;
  private final RecordStore cluster;

  GroupRecords(
      RecordEngine engine, Transactions transactions, KeyGroup group, RecordStore cluster) {
    this.engine = engine;
    this.transactions = transactions;
    this.group = group;
    this.cluster = cluster;
  }

  private <T, K> RecordRepository<T, K> records(
      String collection, ValueType<T> type, Class<K> keyType) {
    return engine.records(transactions, collection, type, KeyType.of(keyType).within(group));
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, Class<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(String collection, Class<T> type, Class<K> keyType) {
    return records(collection, engine.types().of(type), keyType);
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, TypeRef<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(
      String collection, TypeRef<T> type, Class<K> keyType) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    return records(collection, engine.types().of(type.rawType(), type.type()), keyType);
  }

  @Override
  public <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType) {
    return DeclaredRepositories.create(
        repositoryType,
        (collection, valueClass, valueType, keyClass) ->
            records(collection, engine.types().of(valueClass, valueType), keyClass));
  }

  @Override
  public Put store(String collection, String key, Object value) {
    KeyType.of(String.class).within(group).encode(collection, key);
    return engine.over(transactions).store(collection, key, value);
  }

  @Override
  public Map<String, Put> storeBatch(String collection, Map<String, ?> values) {
    Objects.requireNonNull(values, "The argument 'values' is null.");
    KeyType<String> keys = KeyType.of(String.class).within(group);
    values.keySet().forEach(key -> keys.encode(collection, key));
    return engine.over(transactions).storeBatch(collection, values);
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, Class<T> type) {
    return records(collection, type).get(key);
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, TypeRef<T> type) {
    return records(collection, type).get(key);
  }

  @Override
  public List<CollectionInfo> collections() {
    return cluster.collections();
  }

  @Override
  public long renameCollection(String collection, String newName) {
    return cluster.renameCollection(collection, newName);
  }

  @Override
  public void registerType(Class<?> type, String name) {
    cluster.registerType(type, name);
  }

  @Override
  public void registerType(Class<?> type, TypeName typeName) {
    cluster.registerType(type, typeName);
  }
}
