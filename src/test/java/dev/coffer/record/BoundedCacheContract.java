package dev.coffer.record;

import static dev.coffer.record.RecordCacheMode.BOUNDED;
import static dev.coffer.record.RecordCacheMode.VALIDATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.ehcache.EhcacheProvider;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes on one database, of which one uses values of a bounded age. */
abstract class BoundedCacheContract {

  private static final Duration DAY = Duration.ofDays(1);

  private final TestDatabase database = create().migrate();

  abstract TestDatabase create();

  @AfterEach
  void close() {
    database.close();
  }

  /** A node with a heap, which knows nothing of the writes of other nodes. */
  private CachingNode bounded(Duration maxAge) {
    return new CachingNode(
        database,
        new RecordCaching(BOUNDED, 1L << 20, maxAge),
        new EhcacheProvider()
            .open(new CacheSizes(0, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20), null, "test"),
        UUID.randomUUID().toString(),
        Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aYoungValueIsReturnedWithoutAQuery() {
    try (CachingNode node = bounded(DAY);
        CachingNode other = new CachingNode(database, VALIDATED)) {
      RecordRepository<byte[], String> records = node.records("c");
      other.records("c").put("k", bytes("1"));
      assertThat(records.get("k")).hasValue(bytes("1"));
      other.records("c").put("k", bytes("2"));
      long connections = node.connections();

      assertThat(records.get("k")).hasValue(bytes("1"));
      assertThat(records.getAll(List.of("k")).get("k")).isEqualTo(bytes("1"));
      assertThat(node.connections()).isEqualTo(connections);
    }
  }

  @Test
  void anOlderValueIsCompared() {
    try (CachingNode node = bounded(Duration.ofNanos(1));
        CachingNode other = new CachingNode(database, VALIDATED)) {
      RecordRepository<byte[], String> records = node.records("c");
      other.records("c").put("k", bytes("1"));
      assertThat(records.get("k")).hasValue(bytes("1"));
      long connections = node.connections();
      assertThat(records.get("k")).hasValue(bytes("1"));
      assertThat(node.connections()).isGreaterThan(connections);

      other.records("c").put("k", bytes("2"));
      assertThat(records.get("k")).hasValue(bytes("2"));
      other.records("c").delete("k");
      assertThat(records.get("k")).isEmpty();
    }
  }

  @Test
  void ownWritesAreSeenAtOnce() {
    try (CachingNode node = bounded(DAY);
        CachingNode other = new CachingNode(database, VALIDATED)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("1"));
      assertThat(records.get("k")).hasValue(bytes("1"));
      records.put("k", bytes("2"));
      assertThat(records.get("k")).hasValue(bytes("2"));
      records.putAll(Map.of("k", bytes("3")));
      assertThat(records.get("k")).hasValue(bytes("3"));
      records.delete("k");
      assertThat(records.get("k")).isEmpty();

      records.put("k", bytes("4"));
      other.records("c").put("k", bytes("5"));
      assertThat(records.get("k")).as("a written value was never compared").hasValue(bytes("5"));
    }
  }

  @Test
  void anUpdateOfAnOldValueUsesTheNewOne() {
    try (CachingNode node = bounded(DAY);
        CachingNode other = new CachingNode(database, VALIDATED)) {
      RecordRepository<byte[], String> records = node.records("c");
      other.records("c").put("k", bytes("1"));
      assertThat(records.get("k")).hasValue(bytes("1"));
      other.records("c").put("k", bytes("2"));

      assertThat(records.update("k", old -> bytes(new String(old, UTF_8) + "+")))
          .hasValue(bytes("2+"));
      assertThat(other.records("c").get("k")).hasValue(bytes("2+"));
      assertThat(records.get("k")).hasValue(bytes("2+"));
    }
  }

  @Test
  void noReadReturnsAnOlderValueThanAnEarlierOne() {
    try (CachingNode node = bounded(DAY);
        CachingNode other = new CachingNode(database, VALIDATED)) {
      RecordRepository<byte[], String> records = node.records("c");
      other.records("c").put("k", bytes("1"));
      assertThat(records.get("k")).hasValue(bytes("1"));
      other.records("c").put("k", bytes("2"));

      try (Stream<StoredValue<byte[], String>> all = records.scan(Range.all())) {
        assertThat(all.map(StoredValue::value)).containsExactly(bytes("2"));
      }
      assertThat(records.get("k")).hasValue(bytes("2"));
    }
  }

  @Test
  void aTransactionOfTheHostComparesEachValue() {
    try (CachingNode node = bounded(DAY);
        CachingNode other = new CachingNode(database, VALIDATED)) {
      other.records("c").put("k", bytes("1"));
      assertThat(node.records("c").get("k")).hasValue(bytes("1"));
      other.records("c").put("k", bytes("2"));

      node.inHost(
          "c", true, (records, manager) -> assertThat(records.get("k")).hasValue(bytes("2")));
    }
  }

  @Test
  void anOldSnapshotOfAHostDoesNotMakeAValueYoung() {
    try (CachingNode node = bounded(DAY);
        CachingNode other = new CachingNode(database, VALIDATED)) {
      other.records("c").put("k", bytes("1"));
      assertThat(node.records("c").get("k")).hasValue(bytes("1"));
      node.inHost(
          "c",
          true,
          (records, manager) -> {
            manager
                .unwrap(Session.class)
                .doWork(
                    connection -> {
                      connection.rollback();
                      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    });
            assertThat(records.get("other")).isEmpty();
            node.forgetCached();
            other.records("c").put("k", bytes("2"));
            records.get("k");
          });

      assertThat(node.records("c").get("k")).hasValue(bytes("2"));
    }
  }

  @Test
  void anExpiredValueIsNotReturned() {
    try (CachingNode node = bounded(DAY)) {
      RecordRepository<byte[], String> records = node.records("c");
      records.put("k", bytes("1"), Expiry.after(Duration.ofMillis(300)));
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (records.get("k").isPresent()) {
        assertThat(System.nanoTime()).isLessThan(end);
      }
    }
  }
}
