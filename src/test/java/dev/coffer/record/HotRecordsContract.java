package dev.coffer.record;

import static dev.coffer.record.CachedRecordsContract.bytes;
import static dev.coffer.record.CachedRecordsContract.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ClosedException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.record.cache.HeldWork;
import dev.coffer.stats.CacheTier;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of values on the heap, on every database. */
abstract class HotRecordsContract {

  /** An immutable value: all callers share one instance. */
  record Score(String player, long points) {}

  /** A value with a list that its owner may change. */
  record Team(String name, List<String> members) {}

  /** A value that returns a copy of a list, and changes the list itself. */
  record Roster(List<String> names) {
    @Override
    public List<String> names() {
      return List.copyOf(names);
    }

    void add(String name) {
      names.add(name);
    }
  }

  private static final Map<String, Object> NO_SECOND_LEVEL =
      Map.of("hibernate.cache.use_second_level_cache", "false");

  final TestDatabase database = create().migrate();

  abstract TestDatabase create();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aHitOpensNoConnectionAndBindsNothing() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("scores", Score.class);
      scores.put("a", new Score("a", 1));
      Score first = scores.get("a").orElseThrow();
      long connections = node.connections();
      long sessions = node.sessions().getStatistics().getSessionOpenCount();

      assertThat(scores.get("a").orElseThrow()).isSameAs(first);
      assertThat(scores.find("a").orElseThrow().value()).isSameAs(first);
      assertThat(scores.getAll(List.of("a")).get("a")).isSameAs(first);
      assertThat(node.store().retrieve("scores", "a", Score.class).orElseThrow()).isSameAs(first);

      assertThat(node.connections()).isEqualTo(connections);
      assertThat(node.sessions().getStatistics().getSessionOpenCount()).isEqualTo(sessions);
      assertThat(node.answeredBy(CacheTier.HEAP)).isEqualTo(5);
    }
  }

  @Test
  void aReplacedValueIsReadFromTheHeap() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("scores", Score.class);
      long version = scores.put("a", new Score("a", 1)).version();
      Score given = new Score("a", 2);
      scores.put("a", given);
      long connections = node.connections();

      StoredValue<Score, String> found = scores.find("a").orElseThrow();
      assertThat(found.value()).isEqualTo(given).isNotSameAs(given);
      assertThat(found.version()).isEqualTo(version + 1);
      assertThat(scores.get("a").orElseThrow()).isSameAs(found.value());
      assertThat(node.connections()).isEqualTo(connections);

      StoredValue<Score, String> stored =
          node.recordsOfAnother(RecordCacheMode.OFF, "scores")
              .find("a")
              .map(
                  each ->
                      new StoredValue<>(
                          each.key(),
                          given,
                          each.version(),
                          each.createdAt(),
                          each.updatedAt(),
                          each.expiresAt(),
                          found.timeToLive(),
                          each.size()))
              .orElseThrow();
      assertThat(found).isEqualTo(stored);
    }
  }

  @Test
  void aValueReplacedAtItsVersionIsRead() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("scores", Score.class);
      long version = scores.put("a", new Score("a", 1)).version();
      scores.get("a");

      assertThat(scores.putIfVersion("a", new Score("a", 1), version))
          .isEqualTo(new ConditionalPut.Done(new Put(PutOutcome.UNCHANGED, version)));
      assertThat(scores.putIfVersion("a", new Score("a", 2), version))
          .isEqualTo(new ConditionalPut.Done(new Put(PutOutcome.REPLACED, version + 1)));
      StoredValue<Score, String> found = scores.find("a").orElseThrow();
      assertThat(found.value()).isEqualTo(new Score("a", 2));
      assertThat(found.version()).isEqualTo(version + 1);
      assertThat(scores.putIfVersion("a", new Score("a", 3), version))
          .isEqualTo(new ConditionalPut.Refused(version + 1));

      node.forgetCached();
      StoredValue<Score, String> stored = scores.find("a").orElseThrow();
      assertThat(stored).isEqualTo(found);
      node.forgetCached();
      assertThat(scores.putIfVersion("a", new Score("a", 4), version + 1))
          .isEqualTo(new ConditionalPut.Done(new Put(PutOutcome.REPLACED, version + 2)));
      assertThat(scores.get("a")).hasValue(new Score("a", 4));
    }
  }

  @Test
  void aVersionThatOnlyTheHeapHasIsRefused() throws SQLException {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("scores", Score.class);
      long version = scores.put("a", new Score("a", 1)).version();
      scores.get("a");
      execute("update coffer_record set version = version + 1");

      assertThat(scores.putIfVersion("a", new Score("a", 2), version))
          .isEqualTo(new ConditionalPut.Refused(version + 1));
      assertThat(scores.find("a").orElseThrow().version()).isEqualTo(version + 1);
      assertThat(scores.get("a")).hasValue(new Score("a", 1));
    }
  }

  @Test
  void aPutFindsAnotherRowThanTheHeapHas() throws SQLException {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("scores", Score.class);
      long version = scores.put("a", new Score("a", 1)).version();
      scores.get("a");
      execute("update coffer_record set version = version + 1");
      assertThat(scores.put("a", new Score("a", 2)))
          .isEqualTo(new Put(PutOutcome.REPLACED, version + 2));
      assertThat(scores.find("a").orElseThrow().version()).isEqualTo(version + 2);

      execute("update coffer_record set expires_at = timestamp '2999-01-01 00:00:00'");
      assertThat(scores.put("a", new Score("a", 3), Expiry.keep()))
          .isEqualTo(new Put(PutOutcome.REPLACED, version + 3));
      assertThat(scores.find("a").orElseThrow().expiresAt())
          .isEqualTo(Instant.parse("2999-01-01T00:00:00Z"));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** A read of the database, or a write that changes nothing, with a name. */
  private record Look(String name, BiConsumer<RecordRepository<byte[], String>, String> at) {}

  @Test
  void theOldValueIsReadDuringAPutUntilAReadOfTheDatabase() {
    List<Look> looks =
        List.of(
            new Look(
                "a scan", (records, key) -> records.scan(Range.prefix(key)).forEach(each -> {})),
            new Look(
                "metadata", (records, key) -> records.metadata(Range.all()).forEach(each -> {})),
            new Look("a page", (records, key) -> records.page(Range.all(), null, 100)),
            new Look("an equal put", (records, key) -> records.putAll(Map.of(key, bytes("new")))),
            new Look("a refused insert", (records, key) -> records.putIfAbsent(key, bytes("no"))),
            new Look("a refused put", (records, key) -> records.putIfVersion(key, bytes("no"), 9)),
            new Look(
                "an equal one",
                (records, key) ->
                    records.putIfVersion(
                        key, bytes("new"), records.find(key).orElseThrow().version() + 1)));
    try (CachingNode node =
            CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE, NO_SECOND_LEVEL);
        CachingNode other = new CachingNode(database, RecordCacheMode.OFF)) {
      RecordRepository<byte[], String> records = node.records("c");
      RecordRepository<byte[], String> another = node.recordsOfAnother(RecordCacheMode.OFF, "c");
      List<Look> all = new ArrayList<>(looks);
      all.add(new Look("another Coffer", (mine, key) -> another.get(key)));
      all.add(new Look("several by another", (mine, key) -> another.getAll(List.of(key))));
      for (Look look : all) {
        String key = look.name();
        records.put(key, bytes("old"));
        records.get(key);
        HeldWork put = node.putUnderWay("c", key);
        other.records("c").put(key, bytes("new"));
        assertThat(records.get(key)).as(key).hasValue(bytes("old"));
        look.at().accept(records, key);
        assertThat(records.get(key)).as("after " + key).hasValue(bytes("new"));
        put.commits();
        assertThat(records.get(key)).as(key).hasValue(bytes("new"));
      }
    }
  }

  @Test
  void theHeapWorksWithoutASecondLevelCache() {
    try (CachingNode node =
        CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE, NO_SECOND_LEVEL)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("content", noise(1, 3_000));
      records.get("content");
      assertThat(records.get("content")).hasValue(noise(1, 3_000));
      assertThat(node.answeredBy(CacheTier.HEAP)).isEqualTo(1);
      records.put("content", bytes("small"));
      assertThat(records.get("content")).hasValue(bytes("small"));
      records.delete("content");
      assertThat(records.get("content")).isEmpty();
    }
  }

  @Test
  void eachCallerGetsItsOwnCopyOfAMutableValue() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Team, String> teams = node.store().records("teams", Team.class);
      teams.put("t", new Team("t", List.of("a", "b")));
      node.forgetCached();
      assertThat(teams.get("t")).isPresent();
      for (int i = 0; i < 3; i++) {
        Team team = teams.get("t").orElseThrow();
        assertThat(team.members()).containsExactly("a", "b");
        team.members().set(0, "changed by its owner");
      }
      assertThat(node.answeredBy(CacheTier.HEAP)).isEqualTo(3);

      RecordRepository<Roster, String> rosters = node.store().records("rosters", Roster.class);
      rosters.put("r", new Roster(List.of("a")));
      rosters.get("r").orElseThrow().add("of one caller");
      assertThat(rosters.get("r").orElseThrow().names()).containsExactly("a");

      RecordRepository<byte[], String> raw = node.records("c");
      raw.put("k", bytes("one"));
      raw.get("k");
      raw.get("k").orElseThrow()[0] = '!';
      assertThat(raw.get("k")).hasValue(bytes("one"));
    }
  }

  @Test
  void aCachedRecordIsReadAsItsTypeOrAsBytes() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("c", Score.class);
      scores.put("a", new Score("a", 1));
      scores.get("a");
      byte[] raw = node.records("c").get("a").orElseThrow();
      assertThat(new String(raw, java.nio.charset.StandardCharsets.UTF_8)).contains("\"points\"");
      assertThatThrownBy(() -> node.store().records("c", Team.class).get("a"))
          .isInstanceOf(RecordTypeException.class)
          .hasMessageContaining("'a' of collection 'c'");
      assertThat(scores.get("a")).hasValue(new Score("a", 1));
    }
  }

  @Test
  void metadataOfAHitAreThoseOfTheRow() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("c", Score.class);
      long version = scores.put("a", new Score("a", 1)).version();
      scores.put("a", new Score("a", 2), Expiry.after(Duration.ofHours(1)));
      node.forgetCached();
      StoredValue<Score, String> loaded = scores.find("a").orElseThrow();
      StoredValue<Score, String> hit = scores.find("a").orElseThrow();
      assertThat(hit).isEqualTo(loaded);
      assertThat(hit.version()).isEqualTo(version + 1);
      assertThat(hit.expiresAt()).isNotNull();
      assertThat(node.answeredBy(CacheTier.HEAP)).isEqualTo(1);
    }
  }

  @Test
  void anExpiredRecordIsGoneAtOnce() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("brief", bytes("1"), Expiry.after(Duration.ofMillis(300)));
      while (records.get("brief").isPresent()) {
        Thread.onSpinWait();
      }
      assertThat(records.exists("brief")).isFalse();
      assertThat(records.getAll(List.of("brief"))).isEmpty();
    }
  }

  @Test
  void aHostTransactionReadsTheHeapAndItsOwnWrites() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("before"));
      records.put("other", bytes("other"));
      node.forgetCached();
      records.get("k");
      records.get("other");
      node.inHost(
          "c",
          false,
          (hosts, manager) -> {
            assertThat(hosts.get("k")).hasValue(bytes("before"));
            assertThat(node.answeredBy(CacheTier.HEAP)).isEqualTo(1);
            hosts.put("k", bytes("uncommitted"));
            assertThat(hosts.get("k")).hasValue(bytes("uncommitted"));
            assertThat(hosts.get("k")).hasValue(bytes("uncommitted"));
            assertThat(records.get("k")).hasValue(bytes("before"));
            hosts.delete("other");
            assertThat(hosts.get("other")).isEmpty();
          });
      assertThat(records.get("k")).hasValue(bytes("before"));
      assertThat(records.get("k")).hasValue(bytes("before"));
      assertThat(records.get("other")).hasValue(bytes("other"));
      node.inHost("c", true, (hosts, manager) -> hosts.put("k", bytes("committed")));
      assertThat(records.get("k")).hasValue(bytes("committed"));
    }
  }

  /** The snapshot may be older than a completed write. */
  @Test
  void aRepeatableReadLeavesNothingOnTheHeap() throws Exception {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("old"));
      node.forgetCached();
      try (EntityManager manager = node.sessions().createEntityManager()) {
        manager.getTransaction().begin();
        manager.unwrap(org.hibernate.Session.class).doWork(HotRecordsContract::repeatable);
        RecordRepository<byte[], String> hosts = node.in(manager).records("c", byte[].class);
        assertThat(hosts.get("k")).hasValue(bytes("old"));
        records.put("k", bytes("new"));
        node.forgetCached();
        hosts.get("k");
        assertThat(node.answeredBy(CacheTier.HEAP)).isZero();
        manager.getTransaction().rollback();
      }
      assertThat(records.get("k")).hasValue(bytes("new"));
      assertThat(records.get("k")).hasValue(bytes("new"));
    }
  }

  private static void repeatable(java.sql.Connection connection) throws java.sql.SQLException {
    connection.rollback();
    connection.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
  }

  @Test
  void aReadCommittedReadFillsTheHeap() throws Exception {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("v"));
      node.forgetCached();
      try (EntityManager manager = node.sessions().createEntityManager()) {
        manager.getTransaction().begin();
        manager
            .unwrap(org.hibernate.Session.class)
            .doWork(
                connection -> {
                  connection.rollback();
                  connection.setTransactionIsolation(
                      java.sql.Connection.TRANSACTION_READ_COMMITTED);
                });
        assertThat(node.in(manager).records("c", byte[].class).get("k")).hasValue(bytes("v"));
        manager.getTransaction().commit();
      }
      assertThat(records.get("k")).hasValue(bytes("v"));
      assertThat(node.answeredBy(CacheTier.HEAP)).isEqualTo(1);
    }
  }

  @Test
  void validatedReadsQueryOnlyTheVersion() {
    try (CachingNode one =
            CachingNode.withHeap(database, RecordCacheMode.VALIDATED, NO_SECOND_LEVEL);
        CachingNode two =
            CachingNode.withHeap(database, RecordCacheMode.VALIDATED, NO_SECOND_LEVEL)) {
      RecordRepository<Score, String> here = one.store().records("c", Score.class);
      RecordRepository<Score, String> there = two.store().records("c", Score.class);
      here.put("k", new Score("k", 1));
      Score first = there.get("k").orElseThrow();
      assertThat(there.get("k").orElseThrow()).isSameAs(first);
      assertThat(two.answeredBy(CacheTier.HEAP)).isEqualTo(1);
      here.put("k", new Score("k", 2));
      assertThat(there.get("k")).hasValue(new Score("k", 2));
      here.delete("k");
      assertThat(there.get("k")).isEmpty();
      // A new record of the same key.
      here.put("k", new Score("k", 3));
      assertThat(there.get("k")).hasValue(new Score("k", 3));
      here.put("k", new Score("k", 3), Expiry.after(Duration.ofHours(1)));
      assertThat(there.find("k").orElseThrow().expiresAt()).isNotNull();
      two.inHost(
          "c",
          true,
          (hosts, manager) ->
              assertThat(two.in(manager).records("c", Score.class).get("k"))
                  .hasValue(new Score("k", 3)));
    }
  }

  @Test
  void aCofferWithoutACacheInvalidatesTheOthers() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      RecordRepository<byte[], String> another = node.recordsOfAnother(RecordCacheMode.OFF, "c");
      records.put("k", bytes("1"));
      records.get("k");
      another.put("k", bytes("2"));
      assertThat(records.get("k")).hasValue(bytes("2"));
      another.delete("k");
      assertThat(records.get("k")).isEmpty();
    }
  }

  @Test
  void valuesThatExceedTheHeapAreRead() {
    try (CachingNode node =
        CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE, NO_SECOND_LEVEL)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("large", noise(1, 100_000));
      for (int i = 0; i < 300; i++) {
        records.put("k" + i, noise(i, 1_000));
      }
      for (int round = 0; round < 2; round++) {
        assertThat(records.get("large")).hasValue(noise(1, 100_000));
        for (int i = 0; i < 300; i++) {
          assertThat(records.get("k" + i)).hasValue(noise(i, 1_000));
        }
      }
      assertThat(records.getAll(keys(300))).hasSize(300);
    }
  }

  private static List<String> keys(int count) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add("k" + i);
    }
    return keys;
  }

  @Test
  void aClosedCofferReadsNothingFromTheHeap() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("1"));
      records.get("k");
      node.own().close();
      assertThatThrownBy(() -> records.get("k")).isInstanceOf(ClosedException.class);
      assertThatThrownBy(() -> records.getAll(List.of("k"))).isInstanceOf(ClosedException.class);
    }
  }
}
