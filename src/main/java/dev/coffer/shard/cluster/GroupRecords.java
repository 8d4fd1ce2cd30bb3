package dev.coffer.shard.cluster;

import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Put;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.record.TypeRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of one group of keys in a transaction of its shard. What concerns whole collections
 * goes to the cluster, outside of the transaction. As thread-safe as the transactions.
 */
final class GroupRecords implements RecordStore {

  private final RecordStore group;
  private final RecordStore cluster;

  /**
   * A store.
   *
   * @param group the records of the group, over the transactions
   * @param cluster the records of the cluster
   */
  GroupRecords(RecordStore group, RecordStore cluster) {
    this.group = group;
    this.cluster = cluster;
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, Class<T> type) {
    return group.records(collection, type);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(String collection, Class<T> type, Class<K> keyType) {
    return group.records(collection, type, keyType);
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, TypeRef<T> type) {
    return group.records(collection, type);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(
      String collection, TypeRef<T> type, Class<K> keyType) {
    return group.records(collection, type, keyType);
  }

  @Override
  public <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType) {
    return group.repository(repositoryType);
  }

  @Override
  public Put store(String collection, String key, Object value) {
    return group.store(collection, key, value);
  }

  @Override
  public Map<String, Put> storeBatch(String collection, Map<String, ?> values) {
    return group.storeBatch(collection, values);
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, Class<T> type) {
    return group.retrieve(collection, key, type);
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, TypeRef<T> type) {
    return group.retrieve(collection, key, type);
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
