package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.schema.SchemaAccess;
import dev.coffer.testing.RecordedLog;
import dev.coffer.tx.OwnTransactions;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expiry that reads prolong, on every database and in each cache mode. */
abstract class RecordSlidingContract extends RecordFixture {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Expiry DUE = Expiry.after(Duration.ofMinutes(10));
  private static final Expiry FRESH = Expiry.after(Duration.ofMinutes(58));
  private static final Expiry A_DAY = Expiry.after(Duration.ofDays(1));

  /** The reads that prolong. */
  private static Map<String, BiConsumer<RecordRepository<String, String>, String>> reads() {
    Map<String, BiConsumer<RecordRepository<String, String>, String>> reads = new LinkedHashMap<>();
    reads.put("get", (records, key) -> assertThat(records.get(key)).isPresent());
    reads.put("find", (records, key) -> assertThat(records.find(key)).isPresent());
    reads.put("getAll", (records, key) -> assertThat(records.getAll(List.of(key))).hasSize(1));
    reads.put(
        "findAll", (records, key) -> assertThat(records.findAll(List.of("no", key))).hasSize(1));
    reads.put(
        "update", (records, key) -> assertThat(records.update(key, same -> same)).isPresent());
    reads.put("computeIfAbsent", (records, key) -> records.computeIfAbsent(key, no -> "new"));
    reads.put("map", (records, key) -> assertThat(records.asMap().get(key)).isNotNull());
    return reads;
  }

  private @Nullable Instant expiryOf(String key) {
    engine.forgetCached();
    return strings().find(key).orElseThrow().expiresAt();
  }

  private Duration remaining(RecordRepository<String, String> records, String key) {
    return Objects.requireNonNull(records.find(key).orElseThrow().timeToLive(), key);
  }

  private void assertProlonged(RecordRepository<String, String> records, String key) {
    assertThat(remaining(records, key)).as(key).isBetween(Duration.ofMinutes(57), AN_HOUR);
  }

  @ParameterizedTest
  @EnumSource
  void readsProlongTheExpiry(RecordCacheMode mode) {
    useCacheMode(mode);
    RecordRepository<String, String> plain = strings();
    RecordRepository<String, String> sliding = plain.sliding(AN_HOUR);
    reads()
        .forEach(
            (name, read) -> {
              long version = plain.put(name, "value", DUE).version();
              for (int i = 0; i < 2; i++) {
                plain.get(name);
              }
              read.accept(sliding, name);

              assertProlonged(plain, name);
              assertThat(plain.find(name).orElseThrow().version()).isEqualTo(version);
              assertThat(Duration.between(Instant.now(), expiryOf(name)))
                  .isGreaterThan(Duration.ofMinutes(50));
            });
  }

  @Test
  void readsInAHostsTransactionProlongInIt() {
    RecordRepository<String, String> plain = strings();
    reads().forEach((name, read) -> plain.put(name, "value", DUE));
    for (boolean commit : new boolean[] {false, true}) {
      try (EntityManager manager = sessions.createEntityManager()) {
        manager.getTransaction().begin();
        isolation(manager, Connection.TRANSACTION_READ_COMMITTED);
        RecordRepository<String, String> joined = in(manager).records(collection, String.class);
        reads()
            .forEach(
                (name, read) -> {
                  read.accept(joined.sliding(AN_HOUR), name);
                  assertProlonged(joined, name);
                  assertThat(remaining(plain, name)).isLessThan(Duration.ofMinutes(11));
                });
        if (commit) {
          manager.getTransaction().commit();
        } else {
          manager.getTransaction().rollback();
        }
      }
      for (String name : reads().keySet()) {
        assertThat(remaining(plain, name).compareTo(Duration.ofMinutes(11)) > 0).isEqualTo(commit);
      }
    }
  }

  private static void isolation(EntityManager manager, int level) {
    manager.unwrap(Session.class).doWork(connection -> connection.setTransactionIsolation(level));
  }

  @ParameterizedTest
  @EnumSource
  void otherExpiriesStayAsTheyAre(RecordCacheMode mode) {
    useCacheMode(mode);
    RecordRepository<String, String> plain = strings();
    plain.put("fresh", "value", FRESH);
    plain.put("long", "value", A_DAY);
    plain.put("forever", "value");
    for (String key : List.of("fresh", "long", "forever")) {
      Instant before = expiryOf(key);
      reads().forEach((name, read) -> read.accept(plain.sliding(AN_HOUR), key));
      assertThat(expiryOf(key)).as(key).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsOfRangesDoNotProlong(RecordCacheMode mode) {
    useCacheMode(mode);
    RecordRepository<String, String> sliding = strings().sliding(AN_HOUR);
    sliding.put("a", "value", DUE);
    Instant before = expiryOf("a");

    assertThat(sliding.scan(Range.all())).hasSize(1);
    assertThat(sliding.first(Range.all())).isPresent();
    assertThat(sliding.page(Range.all(), null, 5).records()).hasSize(1);
    assertThat(sliding.exists("a")).isTrue();
    assertThat(sliding.existsAll(List.of("a"))).hasSize(1);
    assertThat(sliding.count()).isEqualTo(1);

    assertThat(expiryOf("a")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void putsWithoutAnExpiryHaveThatOfTheView(RecordCacheMode mode) {
    useCacheMode(mode);
    RecordRepository<String, String> sliding = strings().sliding(AN_HOUR);
    sliding.put("put", "value");
    sliding.putAll(Map.of("all", "value"));
    sliding.putIfAbsent("absent", "value");
    sliding.putIfVersion("version", "value", 0);
    sliding.replace("replace", "value", 0);
    sliding.putAllIfVersion(Map.of("versions", "value"), Map.of());
    sliding.putAllIfAbsent(Map.of("all absent", "value"));
    sliding.compute("compute", none -> java.util.Optional.of("value"));
    sliding.computeIfAbsent("compute absent", none -> "value");
    sliding.asMap().put("map", "value");
    sliding.asMap().putIfAbsent("map absent", "value");
    sliding.asMap().merge("map merge", "value", String::concat);

    List<String> keys = strings().keys(Range.all()).toList();
    assertThat(keys).hasSize(12).allSatisfy(key -> assertProlonged(strings(), key));

    sliding.put("put", "value", A_DAY);
    assertThat(remaining(strings(), "put")).isGreaterThan(Duration.ofHours(23));
    sliding.update("put", value -> "changed");
    assertThat(remaining(strings(), "put")).isGreaterThan(Duration.ofHours(23));
    strings().put("forever", "value");
    sliding.update("forever", value -> "changed");
    assertThat(strings().find("forever").orElseThrow().expiresAt()).isNull();
  }

  /** Memory still has the old expiry. The row decides. */
  @Test
  void anExpiryThatAnotherWriterHasSetIsNotShortened() {
    useCacheMode(RecordCacheMode.SINGLE_NODE);
    strings().put("a", "value", DUE);
    strings().get("a");
    update(
        "update coffer_record set expires_at = null where collection = ? and record_key = ?",
        collection,
        "a");

    assertThat(strings().sliding(AN_HOUR).get("a")).contains("value");

    assertThat(expiryOf("a")).isNull();
  }

  @Test
  void aReadDoesNotWaitForALockedRecord() {
    strings().put("a", "value", DUE);
    Instant before = expiryOf("a");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      in(manager).records(collection, String.class).put("a", "other", Expiry.keep());

      assertThat(strings().sliding(AN_HOUR).get("a")).contains("value");
      manager.getTransaction().commit();
    }
    assertThat(expiryOf("a")).isEqualTo(before);
  }

  @Test
  void aReadOnlyTransactionIsNotWrittenIn() {
    strings().put("a", "value", DUE);
    Instant before = expiryOf("a");
    try (EntityManager manager = sessions.createEntityManager()) {
      RecordRepository<String, String> joined =
          in(manager).records(collection, String.class).sliding(AN_HOUR);
      assertThat(joined.get("a")).as("without a transaction").contains("value");
      manager.unwrap(Session.class).setDefaultReadOnly(true);
      manager.getTransaction().begin();
      assertThat(joined.get("a")).contains("value");
      manager.getTransaction().commit();
    }
    assertThat(expiryOf("a")).isEqualTo(before);
  }

  /** Another transaction changes the record after the snapshot of the host. */
  @Test
  void anOldSnapshotDoesNotMakeAReadFail() {
    strings().put("a", "value", DUE);
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      isolation(manager, Connection.TRANSACTION_REPEATABLE_READ);
      RecordRepository<String, String> joined = in(manager).records(collection, String.class);
      assertThat(joined.get("a")).contains("value");
      strings().put("a", "other", Expiry.keep());

      assertThat(joined.sliding(AN_HOUR).get("a")).isPresent();
      assertThat(joined.get("a")).isPresent();
      manager.getTransaction().commit();
    }
  }

  @Test
  void aFailedWriteDoesNotFailTheRead() {
    strings().put("a", "value", DUE);
    SchemaAccess readable = new SchemaAccess(1, Integer.MAX_VALUE, "test");
    RecordRepository<String, String> records =
        engine
            .over(new OwnTransactions(sessions, dialect, readable, statistics))
            .records(collection, String.class);
    assertThatThrownBy(() -> records.put("a", "other")).isInstanceOf(RuntimeException.class);
    try (RecordedLog log = new RecordedLog("dev.coffer.record.store", Level.WARNING)) {
      assertThat(records.sliding(AN_HOUR).get("a")).contains("value");
      assertThat(log.texts()).singleElement().asString().contains("not prolonged");
    }
    assertThat(remaining(strings(), "a")).isLessThan(Duration.ofMinutes(11));
  }

  @RecordCollection(value = "sessions", slidingExpiry = "PT1H")
  interface Sessions extends RecordRepository<String, String> {}

  @RecordCollection(value = "sessions", slidingExpiry = "an hour")
  interface NoDuration extends RecordRepository<String, String> {}

  @RecordCollection(value = "sessions", slidingExpiry = "PT0S")
  interface NoTime extends RecordRepository<String, String> {}

  @Test
  void anAnnotatedRepositoryIsSliding() {
    collection = "sessions";
    Sessions records = store.repository(Sessions.class);
    records.put("put", "value");
    records.put("read", "value", DUE);
    records.get("read");

    assertProlonged(strings(), "put");
    assertProlonged(strings(), "read");
    assertThatThrownBy(() -> store.repository(NoDuration.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an hour")
        .hasMessageContaining("PT30M");
    assertThatThrownBy(() -> store.repository(NoTime.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
    assertThatThrownBy(() -> strings().sliding(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
