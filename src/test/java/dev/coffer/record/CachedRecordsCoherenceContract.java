package dev.coffer.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.TransientCofferException;
import dev.coffer.cache.CacheSizes;
import dev.coffer.entity.RecordId;
import dev.coffer.entity.StoredRecord;
import dev.coffer.stats.CacheTier;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many threads on few keys. A read never returns an uncommitted value. It never returns a value
 * older than one whose write ended, or that another read returned, before it began.
 *
 * <p>A value is the number of its write. The numbers of a key ascend, because only one writer at a
 * time uses it. A write in a transaction that rolls back has a negative number.
 */
abstract class CachedRecordsCoherenceContract {

  private static final int KEYS = 6;
  private static final int WRITES = 80;
  private static final int READERS = 4;

  private final TestDatabase database = create().migrate();

  /** The smallest number that a read may return from now on, because it was written or read. */
  private final AtomicLongArray known = new AtomicLongArray(KEYS);

  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final AtomicLong reads = new AtomicLong();

  abstract TestDatabase create();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theCacheIsNeverStale() throws Exception {
    // Too small for the values, so that the cache evicts any entry, even locks.
    CacheSizes small = new CacheSizes(4, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20);
    try (CachingNode node =
        new CachingNode(database, RecordCacheMode.SINGLE_NODE, small, Map.of())) {
      race(List.of(node));
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isPositive();
    }
  }

  @Test
  void theHeapIsNeverStale() throws Exception {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      race(List.of(node));
      assertThat(node.answeredBy(CacheTier.HEAP)).isPositive();
    }
  }

  @Test
  void validatedCachesOfSeveralNodesAreNeverStale() throws Exception {
    try (CachingNode one = new CachingNode(database, RecordCacheMode.VALIDATED);
        CachingNode two = CachingNode.withHeap(database, RecordCacheMode.VALIDATED)) {
      race(List.of(one, two));
      assertThat(one.answeredBy(CacheTier.SECOND_LEVEL)).isPositive();
      assertThat(two.answeredBy(CacheTier.HEAP)).isPositive();
    }
  }

  private void race(List<CachingNode> nodes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(KEYS + READERS + 1);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int key = 0; key < KEYS; key++) {
        writers.add(threads.submit(writer(nodes.get(key % nodes.size()), key)));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(reader(nodes.get(i % nodes.size()))));
      }
      readers.add(threads.submit(hostThatLoadsEntities(nodes.get(0))));
      for (Future<?> writer : writers) {
        writer.get();
      }
      writing.set(false);
      for (Future<?> reader : readers) {
        reader.get();
      }
    } finally {
      writing.set(false);
      threads.shutdownNow();
    }
    assertThat(reads.get()).isPositive();
    // After the race, the caches have the last state.
    for (CachingNode node : nodes) {
      for (int key = 0; key < KEYS; key++) {
        check(node, key);
        check(node, key);
      }
    }
  }

  private Callable<Void> writer(CachingNode node, int key) {
    return () -> {
      RecordRepository<byte[], String> records = node.records("c");
      for (long number = 1; number <= WRITES; number++) {
        write(node, records, key, number);
        known.accumulateAndGet(key, number, Math::max);
      }
      return null;
    };
  }

  private static void write(
      CachingNode node, RecordRepository<byte[], String> records, int key, long number) {
    String name = "k" + key;
    switch (ThreadLocalRandom.current().nextInt(5)) {
      case 0 -> {
        doomed(node, name, number);
        records.put(name, value(number));
      }
      case 1 -> {
        // The record is created again.
        records.delete(name);
        records.put(name, value(number));
      }
      case 2 -> inHost(node, name, number);
      case 3 -> records.putAll(Map.of(name, value(number), "beside" + key, value(number)));
      default -> records.put(name, value(number));
    }
  }

  private static void doomed(CachingNode node, String name, long number) {
    try {
      node.inHost("c", false, (hosts, manager) -> hosts.put(name, value(-number)));
    } catch (TransientCofferException e) {
      // A refused transaction writes nothing either.
      assertThat(e).hasMessageContaining("roll it back");
    }
  }

  private static void inHost(CachingNode node, String name, long number) {
    while (true) {
      try {
        node.inHost("c", true, (hosts, manager) -> hosts.put(name, value(number)));
        return;
      } catch (TransientCofferException e) {
        // Replays the transaction after its rollback, as a host must.
        assertThat(e).hasMessageContaining("roll it back");
      }
    }
  }

  private Callable<Void> reader(CachingNode node) {
    return () -> {
      while (writing.get()) {
        check(node, ThreadLocalRandom.current().nextInt(KEYS));
        reads.incrementAndGet();
      }
      return null;
    };
  }

  /** A host that reads entities, and so fills the same region of the cache. */
  private Callable<Void> hostThatLoadsEntities(CachingNode node) {
    return () -> {
      while (writing.get()) {
        int key = ThreadLocalRandom.current().nextInt(KEYS);
        node.inHost(
            "c",
            true,
            (hosts, manager) -> manager.find(StoredRecord.class, new RecordId("c", "k" + key)));
      }
      return null;
    };
  }

  private void check(CachingNode node, int key) {
    long before = known.get(key);
    Optional<byte[]> found = read(node.records("c"), "k" + key);
    // A key may be absent between its delete and its next put.
    if (found.isPresent()) {
      long number = number(found.get());
      assertThat(number).as("key %d", key).isGreaterThanOrEqualTo(before);
      known.accumulateAndGet(key, number, Math::max);
    } else {
      assertThat(before).as("key %d is absent", key).isLessThan(WRITES);
    }
  }

  /** Reads mostly from memory, and sometimes from the database. */
  private static Optional<byte[]> read(RecordRepository<byte[], String> records, String name) {
    return switch (ThreadLocalRandom.current().nextInt(8)) {
      case 0 -> Optional.ofNullable(records.getAll(List.of(name, "none")).get(name));
      case 1 -> {
        try (Stream<StoredValue<byte[], String>> scan = records.scan(Range.prefix(name))) {
          yield scan.findFirst().map(StoredValue::value);
        }
      }
      default -> records.get(name);
    };
  }

  /** Some values are inline, and some are contents. */
  private static byte[] value(long number) {
    byte[] padding = CachedRecordsContract.noise(number, number % 3 == 0 ? 3000 : 10);
    byte[] text = (number + ";").getBytes(UTF_8);
    byte[] value = new byte[text.length + padding.length];
    System.arraycopy(text, 0, value, 0, text.length);
    System.arraycopy(padding, 0, value, text.length, padding.length);
    return value;
  }

  private static long number(byte[] value) {
    int end = 0;
    while (value[end] != ';') {
      end++;
    }
    return Long.parseLong(new String(value, 0, end, UTF_8));
  }
}
