package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.row.ExpiryRows;
import dev.coffer.testing.RecordedStatements;
import dev.coffer.testing.SessionFactories;
import dev.coffer.tx.OwnTransactions;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows in {@code coffer_record_expiry} that writes leave, on every database. */
abstract class ExpiryRowsContract extends RecordFixture {
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1));
  private static final Expiry A_DAY = Expiry.after(Duration.ofDays(1));
  private static final String LARGE = "large".repeat(2_000);

  private final RecordedStatements statements = new RecordedStatements();

  @Override
  SessionFactory newSessions() {
    return SessionFactories.over(
        testDatabase,
        Map.of("hibernate.connection.datasource", statements.around(testDatabase.dataSource())));
  }

  /** The writes that give any record an expiry. */
  private static Map<String, BiConsumer<RecordRepository<String, String>, Expiry>> writes() {
    Map<String, BiConsumer<RecordRepository<String, String>, Expiry>> writes =
        new LinkedHashMap<>();
    writes.put("put", (records, expiry) -> records.put("a", "put", expiry));
    writes.put("equal", (records, expiry) -> records.put("a", "put", expiry));
    writes.put("large", (records, expiry) -> records.put("a", LARGE, expiry));
    writes.put("putAll", (records, expiry) -> records.putAll(Map.of("a", "1", "b", "1"), expiry));
    writes.put("many", (records, expiry) -> records.putAll(many(), expiry));
    writes.put(
        "putIfVersion",
        (records, expiry) ->
            records.putIfVersion(
                "a", "2", records.find("a").map(StoredValue::version).orElse(0L), expiry));
    writes.put("getAndPut", (records, expiry) -> records.getAndPut("a", "3", expiry));
    writes.put(
        "putAllIfVersion",
        (records, expiry) ->
            records.putAllIfVersion(
                Map.of("a", "4", "c", "4"),
                records.find("a").map(found -> Map.of("a", found.version())).orElse(Map.of()),
                expiry));
    return writes;
  }

  private static Map<String, String> many() {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      values.put(i == 0 ? "a" : "key " + i, "value " + i);
    }
    return values;
  }

  /** Runs the same in transactions of Coffer's own and in one of the host. */
  private void inEachTransaction(
      RecordCacheMode mode, Consumer<RecordRepository<String, String>> work) {
    String own = collection;
    useCacheMode(mode);
    work.accept(strings());
    assertEveryRow();
    collection = own + " joined";
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      work.accept(in(manager).records(collection, String.class));
      manager.getTransaction().commit();
    }
    assertEveryRow();
    collection = own;
  }

  /** Each record that expires has a row that is due in time. */
  private void assertEveryRow() {
    assertThat(
            number(
                "select count(*) from coffer_record r where r.collection = ? and r.expires_at is"
                    + " not null and not exists (select 1 from coffer_record_expiry x where"
                    + " x.collection = r.collection and x.record_key = r.record_key"
                    + " and x.due_at <= r.expires_at)",
                collection))
        .isZero();
  }

  private long expiryRows() {
    return number("select count(*) from coffer_record_expiry where collection = ?", collection);
  }

  private long writesOfRows() {
    return statements.count("into coffer_record_expiry")
        + statements.count("update coffer_record_expiry");
  }

  @ParameterizedTest
  @EnumSource
  void aNewRecordThatExpiresHasARow(RecordCacheMode mode) {
    writes()
        .forEach(
            (name, write) ->
                inEachTransaction(
                    mode,
                    records -> {
                      records.deleteRange(Range.all());
                      write.accept(records, A_DAY);
                      assertThat(records.count()).as(name).isPositive();
                    }));
    assertThat(expiryRows()).isEqualTo(rows()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aShortenedOrAddedExpiryHasARow(RecordCacheMode mode) {
    for (Expiry before : List.of(Expiry.never(), A_DAY)) {
      writes()
          .forEach(
              (name, write) ->
                  inEachTransaction(
                      mode,
                      records -> {
                        records.put("a", "put", before);
                        write.accept(records, AN_HOUR);
                        Duration left = records.find("a").orElseThrow().timeToLive();
                        assertThat(left).as(name).isLessThanOrEqualTo(Duration.ofHours(1));
                        records.put("a", "last", Expiry.after(Duration.ofMinutes(1)));
                      }));
    }
  }

  /** A put of one record has no step between the guess of its novelty and its statement. */
  @Test
  void singlePutsOfNewRecordsInARowHaveRows() {
    for (int i = 0; i < 20; i++) {
      strings().put("key " + i, "value", AN_HOUR);
    }
    assertThat(expiryRows()).isEqualTo(20);
    assertEveryRow();
  }

  @ParameterizedTest
  @EnumSource
  void aTouchGivesARow(RecordCacheMode mode) {
    inEachTransaction(
        mode,
        records -> {
          records.putAll(Map.of("never", "1", "other", "1"));
          records.putAll(Map.of("day", "1", "minute", "1"), A_DAY);
          records.touch("minute", Expiry.after(Duration.ofMinutes(1)));

          assertThat(records.touch("never", AN_HOUR)).isTrue();
          assertThat(records.touchAll(List.of("never", "other", "day", "minute", "no"), AN_HOUR))
              .isEqualTo(4);
          assertThat(records.touch("day", Expiry.after(Duration.ofMinutes(5)))).isTrue();
        });
    assertThat(expiryRows()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void prolongingWritesNoRow(RecordCacheMode mode) {
    useCacheMode(mode);
    strings().put("a", "1", Expiry.after(Duration.ofMinutes(10)));
    RecordRepository<String, String> sliding = strings().sliding(Duration.ofHours(1));
    statements.clear();

    strings().touch("a", Expiry.after(Duration.ofMinutes(20)));
    assertThat(sliding.get("a")).contains("1");
    strings().put("a", "2", A_DAY);
    strings().put("a", "2", Expiry.after(Duration.ofDays(2)));
    strings().put("a", "3", Expiry.after(Duration.ofDays(3)));
    strings().putAll(Map.of("a", "4"), Expiry.after(Duration.ofDays(4)));
    strings().put("a", "5", Expiry.keep());

    assertThat(writesOfRows()).isZero();
    assertThat(strings().find("a").orElseThrow().timeToLive()).isGreaterThan(Duration.ofDays(3));
    assertEveryRow();
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatDoesNotExpireCostsNothing(RecordCacheMode mode) {
    useCacheMode(mode);
    statements.clear();
    for (Expiry expiry : List.of(Expiry.never(), Expiry.keep())) {
      writes().values().forEach(write -> write.accept(strings(), expiry));
      strings().delete("a");
    }

    assertThat(statements.count("coffer_record_expiry")).isZero();
    assertThat(statements.count("insert into coffer_record")).isPositive();
    assertThat(expiryRows()).isZero();
  }

  @Test
  void theRowFollowsRenamesAndDeletions() {
    RecordRepository<String, String> records = strings();
    records.putAll(Map.of("a", "1", "b", "1", "large", LARGE), A_DAY);

    records.rename("a", "z");
    records.delete("b");
    assertThat(records.touch("z", AN_HOUR)).isTrue();
    assertEveryRow();
    assertThat(expiryRows()).isEqualTo(2);

    store.renameCollection(collection, collection + " new");
    assertThat(expiryRows()).isZero();
    collection += " new";
    assertThat(expiryRows()).isEqualTo(2);
    assertEveryRow();
  }

  @Test
  void aRowThatIsMissingIsAddedByAWalk() {
    strings().putAll(many(), A_DAY);
    strings().put("never", "1");
    strings().put("\uD83D\uDE00", "1", AN_HOUR);
    strings().put("\uFF21", "1", AN_HOUR);
    // An earlier release does not know the table.
    update("delete from coffer_record_expiry where collection = ?", collection);
    strings().touch("key 7", AN_HOUR);

    OwnTransactions own = new OwnTransactions(sessions, dialect, WRITABLE, statistics);
    List<String> keys;
    try (Stream<String> all = strings().keys(Range.all())) {
      keys = all.toList();
    }
    int added = 0;
    for (int i = 0; i < keys.size(); i += 7) {
      String after = i == 0 ? null : keys.get(i - 1);
      String last = keys.get(Math.min(i + 6, keys.size() - 1));
      added += own.write(unit -> ExpiryRows.addMissing(unit, collection, after, last));
    }

    assertThat(added).isEqualTo(41);
    assertThat(expiryRows()).isEqualTo(42);
    assertEveryRow();
  }

  /** Whether a touch prolongs may change while it waits for the lock of the record. */
  @Test
  void simultaneousTouchesFindTheRecord() throws Exception {
    strings().put("a", "1", AN_HOUR);
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Integer>> found = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int seed = thread;
        found.add(
            pool.submit(
                () -> {
                  int touched = 0;
                  for (int i = 0; i < 100; i++) {
                    Expiry expiry = Expiry.after(Duration.ofHours(1).minusMillis(seed * i % 20));
                    touched += strings().touch("a", expiry) ? 1 : 0;
                  }
                  return touched;
                }));
      }
      for (Future<Integer> each : found) {
        assertThat(each.get()).isEqualTo(100);
      }
    } finally {
      pool.shutdownNow();
    }
    assertEveryRow();
  }

  /** A put that shortens an expiry is committed before its row is corrected. */
  @Test
  void aShortenedExpiryMayMeetADeletion() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> deleters = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        deleters.add(
            threads.submit(
                () -> {
                  while (!stop.get()) {
                    strings().delete("a");
                  }
                }));
      }
      for (int i = 0; i < 300; i++) {
        strings().put("a", "value " + i, i % 2 == 0 ? A_DAY : AN_HOUR);
      }
      stop.set(true);
      for (Future<?> each : deleters) {
        each.get();
      }
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
    assertEveryRow();
    assertThat(
            number(
                "select count(*) from coffer_record_expiry x where x.collection = ? and not exists"
                    + " (select 1 from coffer_record r where r.collection = x.collection and"
                    + " r.record_key = x.record_key)",
                collection))
        .isZero();
  }

  /**
   * What the guide says of a long transaction: a record in it expires at the same moment as outside
   * of it, by the expiry that its snapshot has.
   */
  @ParameterizedTest
  @ValueSource(
      ints = {Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ})
  void timePassesInALongTransaction(int isolation) {
    Expiry soon = Expiry.after(Duration.ofSeconds(3));
    strings().put("prolonged", "1", soon);
    strings().put("expires", "1", soon);
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      manager
          .unwrap(Session.class)
          .doWork(connection -> connection.setTransactionIsolation(isolation));
      RecordRepository<String, String> joined = in(manager).records(collection, String.class);
      assertThat(joined.count()).isEqualTo(2);
      strings().touch("prolonged", AN_HOUR);

      // The first expiry of the other record is earlier.
      await(() -> !strings().exists("expires"));

      assertThat(joined.get("expires")).isEmpty();
      assertThat(joined.exists("expires")).isFalse();
      boolean seesTheTouch = isolation == Connection.TRANSACTION_READ_COMMITTED;
      assertThat(joined.exists("prolonged")).isEqualTo(seesTheTouch);
      manager.getTransaction().rollback();
    }
    assertThat(strings().get("prolonged")).contains("1");
  }
}
