package dev.coffer.bench.peer;

import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.server.Schema;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Coffer's records, each call outside of a host's transaction. */
final class CofferRecords implements Records {

  private final Configuration configuration;
  private final OpenCoffer open;
  private final RecordRepository<byte[], String> bytes;
  private final RecordRepository<Option, String> options;

  CofferRecords(Schema schema, Configuration configuration, RecordCacheMode cache) {
    this.configuration = configuration;
    this.open =
        cache == RecordCacheMode.OFF
            ? OpenCoffer.withoutCaches(schema, configuration)
            : OpenCoffer.withCaches(schema, configuration, cache);
    this.bytes = open.coffer().records("bytes", byte[].class);
    this.options = open.coffer().records("options", Option.class);
  }

  @Override
  public boolean learnsOnRequest() {
    return configuration == Configuration.DENSE;
  }

  @Override
  public void train() {
    open.coffer().trainDictionary(bytes.collection());
  }

  @Override
  public boolean recompress() {
    open.coffer().recompress(RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO));
    return true;
  }

  @Override
  public void load(List<Entry> entries) {
    Map<String, byte[]> values = new LinkedHashMap<>(entries.size() * 2);
    entries.forEach(entry -> values.put(entry.key(), entry.bytes()));
    bytes.putAll(values);
  }

  @Override
  public void loadTyped(List<TypedEntry> entries) {
    Map<String, Option> values = new LinkedHashMap<>(entries.size() * 2);
    entries.forEach(entry -> values.put(entry.key(), entry.value()));
    options.putAll(values);
  }

  @Override
  public Client client() {
    return new Client() {
      @Override
      public void insert(String key, Option value) {
        options.put(key, value);
      }

      @Override
      public void update(String key, Option value) {
        options.put(key, value);
      }

      @Override
      public Option get(String key) {
        return options.get(key).orElseThrow();
      }

      @Override
      public int scan(String from, int count) {
        return options.page(Range.from(from), null, count).records().size();
      }

      @Override
      public void change(String key, UnaryOperator<Option> function) {
        if (options.update(key, function).isEmpty()) {
          throw new IllegalStateException(key);
        }
      }

      @Override
      public void touch(String key, Duration timeToLive) {
        if (!options.touch(key, Expiry.after(timeToLive))) {
          throw new IllegalStateException(key);
        }
      }
    };
  }

  @Override
  public TransactionalClient inTransaction() {
    EntityManager entityManager = open.entityManagerFactory().createEntityManager();
    entityManager.getTransaction().begin();
    RecordRepository<Option, String> joined =
        open.coffer().in(entityManager).records("options", Option.class);
    return new TransactionalClient(
        entityManager,
        key -> {
          entityManager.clear();
          return joined.get(key).orElseThrow();
        });
  }

  @Override
  public void close() {
    open.close();
  }
}
