package dev.coffer.record.store;

import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.record.TypeRef;
import dev.coffer.record.cache.RecordReads;
import dev.coffer.record.key.KeyLimit;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.key.KeyRules;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.CollectionQueries;
import dev.coffer.record.value.TypeNames;
import dev.coffer.record.value.ValueType;
import dev.coffer.record.write.CollectionWriter;
import dev.coffer.record.write.CollectionWriters;
import dev.coffer.record.write.Draft;
import dev.coffer.tx.Transactions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record store over given transactions. */
final class SqlRecordStore implements RecordStore {
  private final TypeNames types;
  private final CollectionWriters writers;
  private final RecordReads reads;
  private final RecordPages pages;
  private final Transactions transactions;
  private final @Nullable KeyLimit limit;

  /**
   * A store.
   *
   * @param limit refuses keys; null for none
   */
  SqlRecordStore(
      TypeNames types,
      CollectionWriters writers,
      RecordReads reads,
      RecordPages pages,
      Transactions transactions,
      @Nullable KeyLimit limit) {
    this.types = types;
    this.writers = writers;
    this.reads = reads;
    this.pages = pages;
    this.transactions = transactions;
    this.limit = limit;
  }

  private <K> KeyType<K> keys(Class<K> keyType) {
    KeyType<K> keys = KeyType.of(keyType);
    return limit == null ? keys : keys.within(limit);
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, Class<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(String collection, Class<T> type, Class<K> keyType) {
    return repository(collection, types.of(type), keys(keyType));
  }

  @Override
  public <T> RecordRepository<T, String> records(String collection, TypeRef<T> type) {
    return records(collection, type, String.class);
  }

  @Override
  public <T, K> RecordRepository<T, K> records(
      String collection, TypeRef<T> type, Class<K> keyType) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    return repository(collection, types.of(type.rawType(), type.type()), keys(keyType));
  }

  private <T, K> SqlRecordRepository<T, K> repository(
      String collection, ValueType<T> type, KeyType<K> keyType) {
    return new SqlRecordRepository<>(
        writers.of(transactions.primary(), KeyRules.checkCollection(collection)),
        reads,
        pages,
        transactions,
        type,
        keyType,
        null);
  }

  @Override
  public <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType) {
    return DeclaredRepositories.create(
        repositoryType,
        (collection, valueClass, valueType, keyClass) ->
            repository(collection, types.of(valueClass, valueType), keys(keyClass)));
  }

  @Override
  public Put store(String collection, String key, Object value) {
    return only(key, storeBatch(collection, one(collection, key, value)));
  }

  private static Map<String, Object> one(
      String collection, @Nullable String key, @Nullable Object value) {
    KeyRules.checkCollection(collection);
    Objects.requireNonNull(key, () -> "A key of collection '" + collection + "' is null.");
    Objects.requireNonNull(
        value, () -> "The value for key '" + key + "' of collection '" + collection + "' is null.");
    return Map.of(key, value);
  }

  private static Put only(String key, Map<String, Put> puts) {
    return Objects.requireNonNull(puts.get(key));
  }

  @Override
  public Map<String, Put> storeBatch(String collection, Map<String, ?> values) {
    CollectionWriter writes =
        writers.of(transactions.primary(), KeyRules.checkCollection(collection));
    KeyType<String> keys = keys(String.class);
    Objects.requireNonNull(values, "The argument 'values' is null.");
    Map<String, Draft> drafts = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String text = keys.encode(collection, key);
          Objects.requireNonNull(
              value,
              () -> "The value for key '" + key + "' of collection '" + collection + "' is null.");
          drafts.put(text, writes.draft(text, value, types.ofValue(value)));
        });
    Map<String, Put> puts = writes.putAll(drafts.values(), Expiry.never());
    Map<String, Put> inOrder = new LinkedHashMap<>();
    drafts.keySet().forEach(key -> inOrder.put(key, only(key, puts)));
    return inOrder;
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
    return transactions.read(CollectionQueries::counts).entrySet().stream()
        .map(each -> new CollectionInfo(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(CollectionInfo::name, Utf8Order.COMPARATOR))
        .toList();
  }

  @Override
  public long renameCollection(String collection, String newName) {
    KeyRules.checkCollection(collection);
    Objects.requireNonNull(newName, "The argument 'newName' is null.");
    KeyRules.checkCollection(newName);
    return collection.equals(newName)
        ? pages.count(transactions.primary(), collection, KeyRange.ALL)
        : writers.rename(transactions.primary(), collection, newName);
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
