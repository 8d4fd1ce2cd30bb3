package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.ConditionalPut;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coffers of one process over several factories on one database, in the mode SINGLE_NODE. */
abstract class SeveralFactoriesContract {

  private TestDatabase database;
  private SessionFactory hosts;
  private Coffer opened;
  private Coffer built;
  private RecordRepository<Long, String> here;
  private RecordRepository<Long, String> there;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    opened =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password())
                .withRecordCache(RecordCacheMode.SINGLE_NODE));
    hosts = SessionFactories.over(database);
    built = Coffer.over(hosts).recordCache(RecordCacheMode.SINGLE_NODE).build();
    here = opened.records("c", Long.class);
    there = built.records("c", Long.class);
  }

  @AfterEach
  void close() {
    built.close();
    hosts.close();
    opened.close();
    database.close();
  }

  @Test
  void everyWriteThroughOneCofferIsVisibleThroughTheOther() {
    for (boolean turn : new boolean[] {true, false}) {
      RecordRepository<Long, String> writer = turn ? here : there;
      RecordRepository<Long, String> reader = turn ? there : here;
      writer.put("k", 1L);
      assertThat(reader.get("k")).hasValue(1L);
      writer.put("k", 2L);
      assertThat(reader.get("k")).hasValue(2L);
      writer.putAll(Map.of("k", 3L));
      assertThat(reader.get("k")).hasValue(3L);
      assertThat(reader.getAll(List.of("k"))).containsEntry("k", 3L);
      long version = writer.find("k").orElseThrow().version();
      writer.replace("k", 4L, version);
      assertThat(reader.get("k")).hasValue(4L);
      writer.delete("k");
      assertThat(reader.get("k")).isEmpty();
    }
  }

  @Test
  void aHostTransactionIsVisibleThroughTheOtherCoffer() {
    here.put("k", 1L);
    assertThat(here.get("k")).hasValue(1L);
    hosts.inTransaction(session -> built.in(session).records("c", Long.class).put("k", 2L));
    assertThat(here.get("k")).hasValue(2L);
  }

  @Test
  void theLoopOfFindAndPutIfVersionEnds() {
    here.put("counter", 0L);
    for (int i = 0; i < 20; i++) {
      increment(i % 2 == 0 ? here : there);
    }
    assertThat(here.get("counter")).hasValue(20L);
    assertThat(there.get("counter")).hasValue(20L);
  }

  /** The change in the database bypasses Coffer. */
  @Test
  void aRefusalEvictsAnOutdatedVersion() throws Exception {
    here.put("counter", 0L);
    here.find("counter");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("update coffer_record set version = version + 1");
    }
    increment(here);
    assertThat(here.get("counter")).hasValue(1L);
  }

  private static void increment(RecordRepository<Long, String> counters) {
    for (int attempt = 0; attempt < 3; attempt++) {
      StoredValue<Long, String> found = counters.find("counter").orElseThrow();
      if (counters.putIfVersion("counter", found.value() + 1, found.version())
          instanceof ConditionalPut.Done) {
        return;
      }
    }
    throw new AssertionError("nobody else writes, but each attempt was refused");
  }
}
