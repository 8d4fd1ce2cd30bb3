package dev.coffer.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.DamagedRecordException;
import dev.coffer.cache.CacheRegions;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.ehcache.EhcacheProvider;
import dev.coffer.entity.RecordId;
import dev.coffer.entity.StoredRecord;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.stats.CacheTier;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of the cache of records, on every database. */
abstract class CachedRecordsContract {

  private final TestDatabase database = create().migrate();

  abstract TestDatabase create();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aHitRunsNoSql() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("inline", bytes("small"));
      records.put("content", noise(1, 50_000));
      records.get("inline");
      records.get("content");
      long connections = node.connections();
      long hits = node.answeredBy(CacheTier.SECOND_LEVEL);

      assertThat(records.get("inline")).hasValue(bytes("small"));
      assertThat(records.get("content")).hasValue(noise(1, 50_000));
      assertThat(records.getAll(List.of("inline", "content"))).hasSize(2);

      assertThat(node.connections()).isEqualTo(connections);
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(hits + 4);
    }
  }

  @Test
  void aReadOfManyKeysGivesUpACacheThatLacksMostOfThem() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      Map<String, byte[]> values = new TreeMap<>();
      IntStream.range(0, 100).forEach(i -> values.put("k%02d".formatted(i), noise(i, 100)));
      records.putAll(values);
      List<String> keys = List.copyOf(values.keySet());
      keys.subList(98, 100).forEach(records::get);
      long hits = node.answeredBy(CacheTier.SECOND_LEVEL);

      assertThat(new TreeMap<>(records.getAll(keys))).usingRecursiveComparison().isEqualTo(values);
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(hits);

      keys.subList(0, 20).forEach(records::get);
      hits = node.answeredBy(CacheTier.SECOND_LEVEL);

      assertThat(new TreeMap<>(records.getAll(keys))).usingRecursiveComparison().isEqualTo(values);
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(hits + 20);
    }
  }

  @Test
  void metadataOfAHitAreThoseOfTheRow() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      long version = records.put("k", bytes("1")).version();
      records.put("k", bytes("2"), Expiry.after(Duration.ofHours(1)));
      StoredValue<byte[], String> loaded = records.find("k").orElseThrow();
      long hits = node.answeredBy(CacheTier.SECOND_LEVEL);
      StoredValue<byte[], String> hit = records.find("k").orElseThrow();
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(hits + 1);
      assertThat(hit).usingRecursiveComparison().ignoringFields("timeToLive").isEqualTo(loaded);
      assertThat(hit.version()).isEqualTo(version + 1);
      assertThat(hit.expiresAt()).isNotNull();
    }
  }

  @Test
  void writesOfEveryKindAreSeenAtOnce() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("1"));
      assertThat(records.get("k")).hasValue(bytes("1"));
      records.put("k", bytes("2"));
      assertThat(records.get("k")).hasValue(bytes("2"));
      records.putAll(Map.of("k", bytes("3"), "other", bytes("3")));
      assertThat(records.get("k")).hasValue(bytes("3"));
      records.putIfVersion("k", bytes("4"), records.find("k").orElseThrow().version());
      assertThat(records.get("k")).hasValue(bytes("4"));
      records.delete("k");
      assertThat(records.get("k")).isEmpty();
      records.putIfAbsent("k", bytes("again"));
      assertThat(records.get("k")).hasValue(bytes("again"));
      records.put("k", bytes("again"), Expiry.after(Duration.ofHours(1)));
      assertThat(records.find("k").orElseThrow().expiresAt()).isNotNull();
      records.rename("k", "l");
      assertThat(records.get("k")).isEmpty();
      assertThat(records.get("l")).hasValue(bytes("again"));
      records.putAllIfVersion(
          Map.of("l", bytes("5")), Map.of("l", records.find("l").orElseThrow().version()));
      assertThat(records.get("l")).hasValue(bytes("5"));
      node.store().renameCollection("c", "d");
      assertThat(records.get("l")).isEmpty();
      assertThat(node.records("d").get("l")).hasValue(bytes("5"));
      node.records("d").deleteRange(Range.all());
      assertThat(node.records("d").get("l")).isEmpty();
    }
  }

  @Test
  void validatedReadsSeeTheWritesOfAnotherNode() {
    try (CachingNode one = new CachingNode(database, RecordCacheMode.VALIDATED);
        CachingNode two = new CachingNode(database, RecordCacheMode.VALIDATED)) {
      RecordRepository<byte[], String> here = one.records("c");
      RecordRepository<byte[], String> there = two.records("c");
      here.put("k", noise(1, 20_000));
      assertThat(there.get("k")).hasValue(noise(1, 20_000));
      assertThat(there.get("k")).hasValue(noise(1, 20_000));
      assertThat(two.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(1);
      here.put("k", bytes("small now"));
      assertThat(there.get("k")).hasValue(bytes("small now"));
      here.delete("k");
      assertThat(there.get("k")).isEmpty();
      // A new record of the same key.
      here.put("k", bytes("born again"));
      assertThat(there.get("k")).hasValue(bytes("born again"));
      here.put("k", bytes("born again"), Expiry.after(Duration.ofHours(1)));
      assertThat(there.find("k").orElseThrow().expiresAt()).isNotNull();
    }
  }

  /** The rename gives a version that no earlier record of the key had, so the stamps differ. */
  @Test
  void anotherNodesMovesAreSeenWhereTheDatabaseIsAsked() {
    try (CachingNode one = new CachingNode(database, RecordCacheMode.VALIDATED);
        CachingNode two = CachingNode.withHeap(database, RecordCacheMode.VALIDATED)) {
      RecordRepository<byte[], String> here = one.records("c");
      RecordRepository<byte[], String> there = two.records("c");
      here.putAll(Map.of("a", bytes("1"), "b", bytes("2"), "d", noise(1, 20_000)));
      assertThat(there.getAll(List.of("a", "b", "d"))).hasSize(3);
      List.of("a", "b", "d").forEach(there::get);

      here.delete("b");
      here.rename("a", "b");
      assertThat(there.get("a")).isEmpty();
      assertThat(there.get("b")).hasValue(bytes("1"));

      one.store().renameCollection("c", "e");
      assertThat(there.get("d")).isEmpty();
      assertThat(two.records("e").get("d")).hasValue(noise(1, 20_000));
      assertThat(two.records("e").deleteRange(Range.prefix("b"))).isOne();
      assertThat(one.records("e").get("b")).isEmpty();
    }
  }

  @Test
  void aSingleNodeCofferReadsNoOutdatedEntryOfAValidatedOne() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.VALIDATED)) {
      RecordRepository<byte[], String> asking = node.records("c");
      asking.put("inline", bytes("old"));
      asking.put("content", noise(1, 20_000));
      asking.get("inline");
      asking.get("content");
      asking.put("inline", bytes("new"));
      asking.putAll(Map.of("content", noise(2, 20_000)));
      RecordRepository<byte[], String> trusting =
          node.recordsOfAnother(RecordCacheMode.SINGLE_NODE, "c");
      assertThat(trusting.get("inline")).hasValue(bytes("new"));
      assertThat(trusting.get("content")).hasValue(noise(2, 20_000));
      // The trusting Coffer has cached both. The writes of the other Coffer evict them.
      long hits = node.answeredBy(CacheTier.SECOND_LEVEL);
      assertThat(trusting.get("inline")).hasValue(bytes("new"));
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(hits + 1);
      asking.put("inline", bytes("newer"));
      asking.putAll(Map.of("content", noise(3, 20_000)));
      assertThat(trusting.get("inline")).hasValue(bytes("newer"));
      assertThat(trusting.get("content")).hasValue(noise(3, 20_000));
    }
  }

  @Test
  void entriesOfAnEarlierFactoryAreNotTrusted() {
    SecondLevelCache cache =
        new EhcacheProvider().open(new CacheSizes(0, 16L << 20, 64L << 20), null, "shared");
    RecordCaching asking = new RecordCaching(RecordCacheMode.VALIDATED, 0);
    RecordCaching trusting = new RecordCaching(RecordCacheMode.SINGLE_NODE, 0);
    try (CachingNode before = new CachingNode(database, asking, cache, "one", Map.of())) {
      before.records("c").put("k", bytes("old"));
      before.records("c").get("k");
      before.records("c").put("k", bytes("new"));
      try (CachingNode after = new CachingNode(database, trusting, cache, "one", Map.of())) {
        assertThat(after.records("c").get("k")).hasValue(bytes("new"));
      }
    }
  }

  @Test
  void readsInAHostTransactionBypassTheCache() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("before"));
      records.get("k");
      node.inHost(
          "c",
          false,
          (hosts, manager) -> {
            hosts.put("k", bytes("uncommitted"));
            assertThat(hosts.get("k")).hasValue(bytes("uncommitted"));
          });
      assertThat(records.get("k")).hasValue(bytes("before"));
      node.inHost("c", true, (hosts, manager) -> hosts.put("k", bytes("committed")));
      assertThat(records.get("k")).hasValue(bytes("committed"));
    }
  }

  @Test
  void aSessionOfTheHostLeavesNoOutdatedEntryInTheCache() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("old"));
      node.inHost(
          "c",
          true,
          (hosts, manager) -> {
            // The session is open before the write. It loads the new state, which may stay in the
            // cache.
            records.put("k", bytes("new"));
            manager.find(StoredRecord.class, new RecordId("c", "k"));
          });
      assertThat(records.get("k")).hasValue(bytes("new"));
      assertThat(records.get("k")).hasValue(bytes("new"));
    }
  }

  @Test
  void aCachedRecordExpires() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("1"), Expiry.after(Duration.ofHours(1)));
      assertThat(records.get("k")).isPresent();
      long hits = node.answeredBy(CacheTier.SECOND_LEVEL);
      assertThat(records.get("k")).isPresent();
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(hits + 1);

      records.put("brief", bytes("1"), Expiry.after(Duration.ofMillis(200)));
      while (records.get("brief").isPresent()) {
        Thread.onSpinWait();
      }
      assertThat(records.exists("brief")).isFalse();
    }
  }

  @Test
  void aDamagedEntryIsReadFromTheDatabase() throws SQLException {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("inline", noise(1, 500));
      records.put("content", noise(2, 50_000));
      damage();
      assertThatThrownBy(() -> records.get("inline")).isInstanceOf(DamagedRecordException.class);
      assertThatThrownBy(() -> records.get("content")).isInstanceOf(DamagedRecordException.class);
      damage();
      assertThat(records.get("inline")).hasValue(noise(1, 500));
      assertThat(records.get("content")).hasValue(noise(2, 50_000));
    }
  }

  @Test
  void readsAreRightIfTheCacheIsTooSmall() {
    CacheSizes small = new CacheSizes(10, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20);
    try (CachingNode node =
        new CachingNode(database, RecordCacheMode.SINGLE_NODE, small, Map.of())) {
      RecordRepository<byte[], String> records = node.records("c");
      for (int i = 0; i < 200; i++) {
        records.put("k" + i, noise(i, 100_000));
      }
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 200; i++) {
          assertThat(records.get("k" + i)).hasValue(noise(i, 100_000));
        }
      }
    }
  }

  @Test
  void readsWorkWithoutASecondLevelCache() {
    Map<String, Object> none = Map.of("hibernate.cache.use_second_level_cache", "false");
    CacheSizes sizes = new CacheSizes(0, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20);
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE, sizes, none)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("1"));
      records.get("k");
      assertThat(records.get("k")).hasValue(bytes("1"));
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isZero();
    }
  }

  @Test
  void framesAreNotCachedInARegionWithoutALimitInBytes() {
    Map<String, Object> hosts = Map.of(CacheRegions.FRAMES_BOUNDED_BY_BYTES, "false");
    CacheSizes sizes = new CacheSizes(0, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20);
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE, sizes, hosts)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("content", noise(1, 50_000));
      assertThat(records.get("content")).hasValue(noise(1, 50_000));
      assertThat(records.get("content")).hasValue(noise(1, 50_000));
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isZero();
    }
  }

  @Test
  void aBatchOmitsDeletedRecords() {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("stays", bytes("1"));
      records.put("goes", bytes("1"));
      records.get("stays");
      records.get("goes");
      records.delete("goes");
      assertThat(records.getAll(List.of("stays", "goes", "never"))).containsOnlyKeys("stays");
    }
  }

  @Test
  void databasesThatShareACacheAreIsolated() {
    SecondLevelCache cache =
        new EhcacheProvider().open(new CacheSizes(0, 16L << 20, 64L << 20), null, "shared");
    RecordCaching caching = new RecordCaching(RecordCacheMode.SINGLE_NODE, 0);
    try (TestDatabase second = create().migrate();
        CachingNode here = new CachingNode(database, caching, cache, "one", Map.of());
        CachingNode there = new CachingNode(second, caching, cache, "two", Map.of())) {
      for (CachingNode node : List.of(here, there)) {
        int seed = node == here ? 1 : 2;
        node.records("c").put("inline", noise(seed, 100));
        node.records("c").put("content", noise(seed, 50_000));
        node.records("c").getAll(List.of("inline", "content"));
        node.records("c").get("inline");
        node.records("c").get("content");
      }
      assertThat(here.records("c").get("inline")).hasValue(noise(1, 100));
      assertThat(here.records("c").get("content")).hasValue(noise(1, 50_000));
      assertThat(there.records("c").get("inline")).hasValue(noise(2, 100));
      assertThat(there.records("c").get("content")).hasValue(noise(2, 50_000));
      assertThat(here.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(2);
    }
  }

  @Test
  void externalChangesAreVisibleAfterAnEviction() throws SQLException {
    try (CachingNode node = new CachingNode(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("1"));
      records.get("k");
      try (Connection connection = database.connect();
          var statement = connection.createStatement()) {
        statement.executeUpdate("delete from coffer_record");
      }
      assertThat(records.get("k")).isPresent();
      node.forgetCached();
      assertThat(records.get("k")).isEmpty();
    }
  }

  /** Flips the last bit of all frames. A second call restores them. */
  private void damage() throws SQLException {
    try (Connection connection = database.connect()) {
      flip(connection, "coffer_record", "record_key");
      flip(connection, "coffer_frame", "content_id");
    }
  }

  private static void flip(Connection connection, String table, String key) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select " + key + ", frame from " + table + " where frame is not null");
        var rows = query.executeQuery()) {
      while (rows.next()) {
        byte[] frame = rows.getBytes(2);
        frame[frame.length - 1] ^= 1;
        try (PreparedStatement update =
            connection.prepareStatement(
                "update " + table + " set frame = ? where " + key + " = ?")) {
          update.setBytes(1, frame);
          update.setObject(2, rows.getObject(1));
          assertThat(update.executeUpdate()).isOne();
        }
      }
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
