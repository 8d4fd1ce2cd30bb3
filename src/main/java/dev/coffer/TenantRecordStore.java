package dev.coffer;

import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Put;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.record.TypeRef;
import dev.coffer.record.value.TypeNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record store that uses the current tenant at each call, as its repositories do. Thread-safe.
 */
final class TenantRecordStore implements RecordStore {

  private final Tenancy tenancy;
  private final TypeNames types;

  /**
   * Creates the store.
   *
   * @param types the type names, shared by all tenants
   */
  TenantRecordStore(Tenancy tenancy, TypeNames types) {
    this.tenancy = tenancy;
    this.types = types;
  }

  private RecordStore current() {
    return tenancy.current().recordStore();
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, Class<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(String collection, Class<T> type, Class<K> keyType) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    return dispatching(collection, keyType, store -> store.records(collection, type, keyType));
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, TypeRef<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(
      String collection, TypeRef<T> type, Class<K> keyType) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    return dispatching(collection, keyType, store -> store.records(collection, type, keyType));
  }

  @SuppressWarnings("unchecked") // The repository behind the proxy has these types.
  private <T, K> RecordRepository<T, K> dispatching(
      String collection,
      Class<K> keyType,
      Function<RecordStore, RecordRepository<T, K>> repository) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    Objects.requireNonNull(keyType, "The argument 'keyType' is null.");
    return (RecordRepository<T, K>)
        TenantDispatch.proxy(
            RecordRepository.class,
            tenancy,
            parts -> repository.apply(parts.recordStore()),
            "RecordRepository[" + collection + "]");
  }

  @Override
  public <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType) {
    Objects.requireNonNull(repositoryType, "The argument 'repositoryType' is null.");
    return TenantDispatch.proxy(
        repositoryType,
        tenancy,
        parts -> parts.recordStore().repository(repositoryType),
        repositoryType.getSimpleName());
  }

  @Override
  public Put store(String collection, String key, Object value) {
    return current().store(collection, key, value);
  }

  @Override
  public Map<String, Put> storeBatch(String collection, Map<String, ?> values) {
    return current().storeBatch(collection, values);
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, Class<T> type) {
    return current().retrieve(collection, key, type);
  }

  @Override
  public <T> Optional<T> retrieve(String collection, String key, TypeRef<T> type) {
    return current().retrieve(collection, key, type);
  }

  @Override
  public List<CollectionInfo> collections() {
    return current().collections();
  }

  @Override
  public long renameCollection(String collection, String newName) {
    return current().renameCollection(collection, newName);
  }

  @Override
  public void registerType(Class<?> type, String name) {
    types.register(type, name);
  }

  @Override
  public void registerType(Class<?> type, TypeName typeName) {
    types.register(type, typeName);
  }
}
