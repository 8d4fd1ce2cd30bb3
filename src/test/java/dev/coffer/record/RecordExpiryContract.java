package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The expiry of records on every database, in each cache mode, in own and joined transactions. */
abstract class RecordExpiryContract extends RecordFixture {
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1));
  private static final Expiry A_DAY = Expiry.after(Duration.ofDays(1));

  /** Runs the same in transactions of Coffer's own and in a transaction of the host. */
  private void inEachTransaction(
      RecordCacheMode mode, Consumer<RecordRepository<String, String>> work) {
    useCacheMode(mode);
    work.accept(strings());
    collection += " joined";
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      work.accept(in(manager).records(collection, String.class));
      manager.getTransaction().commit();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepLeavesTheExpiryAsItIs(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          records.put("a", "one", A_DAY);
          records.put("forever", "one");
          Instant expiresAt = expiryOf(records, "a");

          for (Runnable write :
              List.<Runnable>of(
                  () -> records.put("a", "one", Expiry.keep()),
                  () -> records.put("a", "two", Expiry.keep()),
                  () -> records.putAll(Map.of("a", "three", "b", "new"), Expiry.keep()),
                  () -> replaceKeeping(records, "a", "four"),
                  () -> replaceKeeping(records, "a", "four"))) {
            write.run();
            assertThat(expiryOf(records, "a")).isEqualTo(expiresAt);
          }
          assertThat(records.get("a")).contains("four");
          records.put("forever", "two", Expiry.keep());
          assertThat(records.find("forever").orElseThrow().expiresAt()).isNull();
        });
  }

  private static void replaceKeeping(
      RecordRepository<String, String> records, String key, String value) {
    long version = records.find(key).orElseThrow().version();
    assertThat(records.putIfVersion(key, value, version, Expiry.keep()).isDone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aTimeToLiveBeginsAtTheTimeOfTheWrite(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          for (Runnable write :
              List.<Runnable>of(
                  () -> records.put("a", "one", AN_HOUR),
                  () -> records.put("a", "two", AN_HOUR),
                  () -> records.putAll(Map.of("a", "three", "b", "new"), AN_HOUR))) {
            write.run();
            StoredValue<String, String> written = records.find("a").orElseThrow();
            assertThat(written.expiresAt())
                .isEqualTo(written.updatedAt().plus(AN_HOUR.timeToLive().orElseThrow()));
          }
        });
  }

  private static Instant expiryOf(RecordRepository<String, String> records, String key) {
    return Objects.requireNonNull(records.find(key).orElseThrow().expiresAt());
  }

  @Test
  void keepGivesANewRecordNoExpiry() {
    RecordRepository<String, String> records = strings();
    for (String key : List.of("put", "all", "absent", "put large")) {
      records.put(key, "old", AN_HOUR);
      expire(key);
    }

    records.put("put", "new", Expiry.keep());
    records.put("put large", "new".repeat(1000), Expiry.keep());
    records.putAll(Map.of("all", "new", "other", "new"), Expiry.keep());
    records.putIfAbsent("absent", "new", Expiry.keep());
    records.putIfAbsent("created", "new", Expiry.keep());

    for (String key : List.of("put", "put large", "all", "other", "absent", "created")) {
      assertThat(records.find(key).orElseThrow().expiresAt()).as(key).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTouchChangesTheExpiryAlone(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          records.put("a", "one");
          StoredValue<String, String> before = records.find("a").orElseThrow();

          assertThat(records.touch("a", AN_HOUR)).isTrue();
          StoredValue<String, String> soon = records.find("a").orElseThrow();
          assertThat(records.touch("a", A_DAY)).isTrue();
          StoredValue<String, String> later = records.find("a").orElseThrow();
          assertThat(records.touch("a", Expiry.never())).isTrue();

          assertThat(later.expiresAt()).isAfter(soon.expiresAt());
          assertThat(later.version()).isEqualTo(before.version());
          assertThat(later.updatedAt()).isEqualTo(before.updatedAt());
          assertThat(records.find("a")).contains(before);
        });
  }

  @Test
  void aTouchOfManyCountsTheRecordsThatExist() {
    RecordRepository<String, String> records = strings();
    records.putAll(Map.of("a", "one", "b", "one", "expired", "one", "other", "one"));
    expire("expired");

    assertThat(records.touchAll(List.of("a", "b", "b", "absent", "expired"), AN_HOUR)).isEqualTo(2);

    assertThat(records.find("a").orElseThrow().expiresAt()).isNotNull();
    assertThat(records.find("b").orElseThrow().expiresAt()).isNotNull();
    assertThat(records.find("other").orElseThrow().expiresAt()).isNull();
    assertThat(records.touch("expired", Expiry.never())).isFalse();
    assertThat(records.exists("expired")).isFalse();
    assertThat(records.touchAll(List.of(), AN_HOUR)).isZero();
  }

  @Test
  void aTouchThatWouldChangeNothingIsRefused() {
    assertThatThrownBy(() -> strings().touch("a", Expiry.keep()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(collection);
  }

  @Test
  void aTouchInATransactionThatIsRolledBackChangesNothing() {
    useCacheMode(RecordCacheMode.SINGLE_NODE);
    strings().put("a", "one");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      in(manager).records(collection, String.class).touch("a", AN_HOUR);
      manager.getTransaction().rollback();
    }
    assertThat(strings().find("a").orElseThrow().expiresAt()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aReadHasTheRemainingTime(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          records.put("a", "one", AN_HOUR);
          records.put("forever", "one");
          for (int read = 0; read < 3; read++) {
            assertThat(records.find("a").orElseThrow().timeToLive())
                .isBetween(Duration.ofMinutes(57), Duration.ofHours(1));
          }
          assertThat(records.find("forever").orElseThrow().timeToLive()).isNull();
          StoredValue<String, String> first = records.find("a").orElseThrow();
          StoredValue<String, String> second = records.find("a").orElseThrow();
          assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
          assertThat(second.timeToLive()).isLessThanOrEqualTo(first.timeToLive());
        });
  }

  @Test
  void anExpiredRecordIsAbsentForEveryOperation() {
    RecordRepository<String, String> records = strings();
    long version = records.put("a", "one", Expiry.after(Duration.ofHours(1))).version();
    records.put("b", "other");
    expire("a");

    assertThat(records.get("a")).isEmpty();
    assertThat(records.find("a")).isEmpty();
    assertThat(records.getAll(List.of("a", "b"))).containsOnlyKeys("b");
    assertThat(records.exists("a")).isFalse();
    assertThat(records.count()).isEqualTo(1);
    assertThat(records.delete("a")).isFalse();
    assertThat(records.deleteIfVersion("a", version)).isFalse();
    assertThat(records.putIfVersion("a", "two", version)).isEqualTo(new ConditionalPut.Refused(0));
    assertThat(records.page(Range.all(), null, 10).records()).hasSize(1);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void anExpiredRecordIsCreatedAnewUnderTheNextVersion() {
    RecordRepository<String, String> records = strings();
    Map<String, Put> first = new LinkedHashMap<>();
    for (String key : List.of("a", "b")) {
      first.put(key, records.put(key, "zero"));
      records.put(key, "one", Expiry.after(Duration.ofHours(1)));
      update(
          "update coffer_record set created_at = timestamp '2000-01-01 00:00:00'"
              + " where collection = ? and record_key = ?",
          collection,
          key);
      expire(key);
    }

    assertThat(records.put("a", "one")).isEqualTo(createdAnew(at(first, "a"), 2));
    assertThat(records.putIfAbsent("b", "one"))
        .isEqualTo(new ConditionalPut.Done(createdAnew(at(first, "b"), 2)));

    for (String key : List.of("a", "b")) {
      StoredValue<String, String> anew = records.find(key).orElseThrow();
      assertThat(anew.createdAt()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
      assertThat(anew.updatedAt()).isEqualTo(anew.createdAt());
      assertThat(anew.expiresAt()).isNull();
      long version = at(first, key).version();
      assertThat(records.putIfVersion(key, "two", version))
          .isEqualTo(new ConditionalPut.Refused(version + 2));
    }
  }

  @Test
  void aTimeToLivePassesByTheDatabasesClock() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one", Expiry.after(Duration.ofSeconds(2)));
    assertThat(records.get("a")).contains("one");

    await(() -> !records.exists("a"));

    assertThat(records.get("a")).isEmpty();
  }

  @Test
  void aPutOfAnEqualValueChangesTheExpiryAndKeepsTheVersion() {
    RecordRepository<String, String> records = strings();
    Put created = records.put("a", "one", Expiry.after(Duration.ofHours(1)));
    StoredValue<String, String> first = records.find("a").orElseThrow();

    assertThat(records.put("a", "one", Expiry.after(Duration.ofHours(5))))
        .isEqualTo(unchanged(created, 0));
    StoredValue<String, String> later = records.find("a").orElseThrow();
    assertThat(records.put("a", "one")).isEqualTo(unchanged(created, 0));
    StoredValue<String, String> forGood = records.find("a").orElseThrow();

    assertThat(later.expiresAt()).isAfter(first.expiresAt());
    assertThat(later.updatedAt()).isEqualTo(first.updatedAt());
    assertThat(forGood.expiresAt()).isNull();
  }

  @Test
  void conditionalPutsSetAnExpiry() {
    RecordRepository<String, String> records = strings();

    assertThat(records.putIfAbsent("a", "one", Expiry.after(Duration.ofHours(1))).isDone())
        .isTrue();
    assertThat(records.find("a").orElseThrow().expiresAt()).isNotNull();
    assertThat(records.putIfVersion("a", "two", versionOf("a")).isDone()).isTrue();
    StoredValue<String, String> changed = records.find("a").orElseThrow();
    assertThat(changed.expiresAt()).isNull();
    assertThat(changed.updatedAt()).isAfter(changed.createdAt());
    assertThat(
            records
                .putIfVersion("a", "three", changed.version(), Expiry.after(Duration.ofHours(1)))
                .isDone())
        .isTrue();
    assertThat(records.find("a").orElseThrow().expiresAt()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void conditionalBatchesSetOrKeepAnExpiry(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          records.put("replaced", "one");
          records.put("equal", "one");
          records.put("refused", "one");
          records.put("kept", "one", A_DAY);
          Map<String, Long> versions = new LinkedHashMap<>();
          for (String key : List.of("replaced", "equal", "kept")) {
            versions.put(key, records.find(key).orElseThrow().version());
          }
          Map<String, String> values =
              Map.of("replaced", "two", "equal", "one", "refused", "two", "new", "two");

          Map<String, ConditionalPut> results = records.putAllIfVersion(values, versions, AN_HOUR);

          assertThat(results.values()).filteredOn(ConditionalPut::isDone).hasSize(3);
          for (String key : List.of("replaced", "equal", "new")) {
            assertThat(records.find(key).orElseThrow().timeToLive())
                .as(key)
                .isBetween(Duration.ofMinutes(57), Duration.ofHours(1));
          }
          assertThat(records.find("refused").orElseThrow().expiresAt()).isNull();

          Instant expiresAt = expiryOf(records, "kept");
          records.putAllIfVersion(Map.of("kept", "two", "other", "two"), versions, Expiry.keep());
          assertThat(expiryOf(records, "kept")).isEqualTo(expiresAt);
          assertThat(records.get("kept")).contains("two");
          assertThat(records.find("other").orElseThrow().expiresAt()).isNull();

          long version = records.find("kept").orElseThrow().version();
          records.putAllIfVersion(Map.of("kept", "two"), Map.of("kept", version));
          assertThat(records.find("kept").orElseThrow().expiresAt()).isNull();
        });
  }

  /** A batch of new records is inserted by another statement. */
  @Test
  void manyNewRecordsOfAConditionalBatchHaveTheExpiry() {
    RecordRepository<String, String> records = strings();
    for (int batch = 0; batch < 3; batch++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < 40; i++) {
        values.put("key " + batch + " " + i, "value");
      }
      assertThat(records.putAllIfVersion(values, Map.of(), AN_HOUR).values())
          .allMatch(ConditionalPut::isDone);
    }
    try (var all = records.scan(Range.all())) {
      assertThat(all).hasSize(120).allMatch(each -> each.expiresAt() != null);
    }
  }

  @Test
  void refusesATimeToLiveOutOfRange() {
    RecordRepository<String, String> records = strings();

    for (Duration wrong :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(1_000_000))) {
      assertThatThrownBy(() -> records.put("a", "one", Expiry.after(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong.toString());
    }
    records.put("a", "one", Expiry.after(Duration.ofDays(365_000)));
    assertThat(records.get("a")).contains("one");
  }
}
