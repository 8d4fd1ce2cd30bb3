package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.TransientCofferException;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Atomic changes by a function, in each cache mode, in own and joined transactions. */
abstract class RecordUpdatesContract extends RecordFixture {
  private static final int THREADS = 8;

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
    assertThat(strings().get("left")).contains("by the work");
  }

  @ParameterizedTest
  @EnumSource
  void changesAValueAndKeepsItsExpiry(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          records.put("a", "one", Expiry.after(Duration.ofHours(1)));
          StoredValue<String, String> before = records.find("a").orElseThrow();

          assertThat(records.update("a", value -> value + " more")).contains("one more");
          assertThat(records.update("absent", value -> value + " more")).isEmpty();

          StoredValue<String, String> after = records.find("a").orElseThrow();
          assertThat(after.value()).isEqualTo("one more");
          assertThat(after.version()).isEqualTo(before.version() + 1);
          assertThat(after.expiresAt()).isEqualTo(before.expiresAt());
          assertThat(records.exists("absent")).isFalse();
          records.put("left", "by the work");
        });
  }

  @ParameterizedTest
  @EnumSource
  void computesInsertsChangesAndDeletes(RecordCacheMode mode) {
    String large = "large ".repeat(2000);
    inEachTransaction(
        mode,
        records -> {
          assertThat(records.compute("a", current -> Optional.of(current.orElse("new"))))
              .contains("new");
          assertThat(records.compute("a", current -> current.map(value -> large))).contains(large);
          assertThat(records.compute("a", current -> current.map(value -> value + "end")))
              .contains(large + "end");
          assertThat(records.get("a")).contains(large + "end");
          assertThat(records.compute("a", current -> Optional.empty())).isEmpty();
          assertThat(records.compute("a", current -> Optional.empty())).isEmpty();
          assertThat(records.exists("a")).isFalse();
          records.put("left", "by the work");
        });
  }

  @ParameterizedTest
  @EnumSource
  void exchangesValues(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          assertThat(records.getAndPut("a", "one", Expiry.never())).isEmpty();
          assertThat(records.getAndPut("a", "two", Expiry.after(Duration.ofHours(1))))
              .contains("one");
          assertThat(records.find("a").orElseThrow().expiresAt()).isNotNull();
          assertThat(records.computeIfAbsent("a", key -> key + " computed")).isEqualTo("two");
          assertThat(records.getAndDelete("a")).contains("two");
          assertThat(records.getAndDelete("a")).isEmpty();
          assertThat(records.computeIfAbsent("a", key -> key + " computed"))
              .isEqualTo("a computed");
          assertThat(records.get("a")).contains("a computed");
          records.put("left", "by the work");
        });
  }

  @Test
  void anExpiredRecordIsComputedAnew() {
    RecordRepository<String, String> records = strings();
    records.put("a", "old", Expiry.after(Duration.ofHours(1)));
    expire("a");

    assertThat(records.computeIfAbsent("a", key -> "new")).isEqualTo("new");

    assertThat(records.find("a").orElseThrow().expiresAt()).isNull();
  }

  private static <R> List<R> together(IntFunction<Callable<R>> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(threads.submit(task.apply(i)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noIncrementIsLost(RecordCacheMode mode) throws Exception {
    useCacheMode(mode);
    RecordRepository<Integer, String> counters = store.records(collection, Integer.class);

    together(
        thread ->
            () -> {
              for (int i = 0; i < 12; i++) {
                counters.compute("n", current -> Optional.of(current.orElse(0) + 1));
              }
              return null;
            });

    assertThat(counters.get("n")).contains(THREADS * 12);
  }

  @ParameterizedTest
  @EnumSource
  void noChangeOfAMapIsLost(RecordCacheMode mode) throws Exception {
    useCacheMode(mode);
    ConcurrentMap<String, Integer> map = store.records(collection, Integer.class).asMap();

    together(
        thread ->
            () -> {
              for (int i = 0; i < 8; i++) {
                map.merge("merged", 1, Integer::sum);
                for (boolean done = false; !done; ) {
                  Integer now = map.putIfAbsent("replaced", 0);
                  done = now != null && map.replace("replaced", now, now + 1);
                }
              }
              return null;
            });

    assertThat(map)
        .containsOnly(Map.entry("merged", THREADS * 8), Map.entry("replaced", THREADS * 8));
  }

  @Test
  void allCallersReceiveTheValueThatIsStored() throws Exception {
    RecordRepository<String, String> records = strings();
    for (int round = 0; round < 5; round++) {
      String key = "k" + round;
      Set<String> values =
          new HashSet<>(
              together(thread -> () -> records.computeIfAbsent(key, each -> "by " + thread)));
      assertThat(values).containsExactly(records.get(key).orElseThrow());
    }
  }

  @Test
  void noIncrementOfAHostsTransactionIsLost() throws Exception {
    store.records(collection, Integer.class).put("n", 0);

    together(
        thread ->
            () -> {
              for (int done = 0; done < 5; ) {
                done += incrementInTransaction() ? 1 : 0;
              }
              return null;
            });

    assertThat(store.records(collection, Integer.class).get("n")).contains(THREADS * 5);
  }

  private boolean incrementInTransaction() {
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      try {
        in(manager).records(collection, Integer.class).update("n", n -> n + 1);
      } catch (TransientCofferException e) {
        manager.getTransaction().rollback();
        return false;
      }
      manager.getTransaction().commit();
      return true;
    }
  }

  @Test
  void aChangeSeesTheCommittedValueAndNotAnOldSnapshot() {
    RecordRepository<String, String> records = strings();
    records.put("a", "old");
    records.put("gone", "old");
    records.put("other", "old");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      RecordRepository<String, String> within = in(manager).records(collection, String.class);
      assertThat(within.get("other")).contains("old");
      records.put("a", "new");
      records.delete("gone");

      assertThat(within.update("a", value -> value + "er")).contains("newer");
      assertThat(within.update("gone", value -> value + "er")).isEmpty();
      manager.getTransaction().commit();
    }
    assertThat(records.get("a")).contains("newer");
    assertThat(records.exists("gone")).isFalse();
  }

  @Test
  void aFunctionMustNotReturnNull() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");

    assertThatThrownBy(() -> records.compute("a", RecordUpdatesContract::nothing))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining(collection);
    assertThat(records.get("a")).contains("one");
  }

  @SuppressWarnings({"NullAway", "NullOptional"}) // the error under test
  private static Optional<String> nothing(Optional<String> current) {
    return null;
  }

  @Test
  void aChangeEndsIfOthersAlwaysWin() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(
            () ->
                records.update(
                    "a",
                    value -> {
                      records.put("a", "other " + runs.incrementAndGet());
                      return "mine";
                    }))
        .isInstanceOf(TransientCofferException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining(collection);
    assertThat(runs).hasValue(64);
    assertThat(records.get("a")).contains("other 64");
  }
}
