package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.ContentHash;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.entity.StoredContent;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Concurrent writes of contents, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class ContentConcurrencyContract {

  private static final int THREADS = 8;
  private static final int REPLAYS = 50;

  private ContentFixture fixture;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open() {
    fixture = new ContentFixture(newDatabase());
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private static byte[] read(InputStream opened) {
    try (InputStream stream = opened) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The work of one of several threads that start together. */
  private interface Task {
    void run(int thread) throws Exception;
  }

  private static void together(Task task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        Callable<Void> work =
            () -> {
              start.await();
              task.run(thread);
              return null;
            };
        results.add(threads.submit(work));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void assertEachIsStoredOnce(Set<ContentHash> hashes, Set<Long> ids, long before) {
    assertThat(ids).hasSameSizeAs(hashes);
    assertThat(fixture.count("select count(*) from coffer_content") - before)
        .isEqualTo(hashes.size());
    assertThat(
            fixture.count(
                "select count(*) from coffer_content c where not exists"
                    + " (select 1 from coffer_frame f where f.content_id = c.id)"))
        .isZero();
    hashes.forEach(fixture.store()::verify);
  }

  @Test
  void theSameContentsAreStoredOnceByAll() throws Exception {
    long before = fixture.count("select count(*) from coffer_content");
    Set<ContentHash> hashes = ConcurrentHashMap.newKeySet();
    Set<Long> ids = ConcurrentHashMap.newKeySet();

    together(
        thread -> {
          ContentStore store = fixture.store();
          for (int i = 0; i < 30; i++) {
            StoredContent content = store.store(ContentFixture.noise(500_000 + i, 3000));
            hashes.add(content.hash());
            ids.add(content.id());
          }
        });

    assertThat(hashes).hasSize(30);
    assertEachIsStoredOnce(hashes, ids, before);
  }

  /** Overlapping batches in different orders. A deadlock is replayed. */
  @Test
  void overlappingBatchesInOurOwnTransactionsAllSucceed() throws Exception {
    long before = fixture.count("select count(*) from coffer_content");
    ContentEngine engine = fixture.engine();
    Set<ContentHash> hashes = ConcurrentHashMap.newKeySet();
    Set<Long> ids = ConcurrentHashMap.newKeySet();

    together(
        thread -> {
          Random random = new Random(thread);
          for (int round = 0; round < 10; round++) {
            List<PreparedContent> batch = batch(engine, 600_000 + 20 * round, random);
            List<StoredContent> stored = fixture.own().write(unit -> engine.write(unit, batch));
            stored.forEach(
                content -> {
                  hashes.add(content.hash());
                  ids.add(content.id());
                });
          }
        });

    assertEachIsStoredOnce(hashes, ids, before);
  }

  private static List<PreparedContent> batch(ContentEngine engine, long seed, Random random) {
    List<PreparedContent> batch = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      batch.add(engine.prepare(ContentFixture.noise(seed + random.nextInt(60), 1500), null));
    }
    return batch;
  }

  @Test
  void theSameLargeContentIsStoredOnceByAll() throws Exception {
    long before = fixture.count("select count(*) from coffer_content");
    byte[] bytes = ContentFixture.noise(700_000, 1_500_000);
    Set<Long> ids = ConcurrentHashMap.newKeySet();

    together(
        thread -> {
          for (int i = 0; i < 3; i++) {
            InputStream stream = new ByteArrayInputStream(bytes);
            ids.add(fixture.store().store(stream).id());
          }
        });

    assertThat(ids).hasSize(1);
    long id = ids.iterator().next();
    assertThat(fixture.count("select count(*) from coffer_content") - before)
        .isEqualTo(1 + fixture.count("select count(*) from coffer_part where content_id = " + id));
    ContentHash hash = fixture.engine().prepare(bytes, null).hash();
    assertThat(read(fixture.store().open(hash))).isEqualTo(bytes);
    assertThat(fixture.store().references(hash)).isEqualTo(1);
  }

  @Test
  void hostsStoreTheSameContentsAndRollBackSome() throws Exception {
    for (int isolation :
        new int[] {Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ}) {
      long before = fixture.count("select count(*) from coffer_content");
      Set<ContentHash> hashes = ConcurrentHashMap.newKeySet();
      Set<Long> ids = ConcurrentHashMap.newKeySet();

      together(
          thread -> {
            for (int i = 0; i < 10; i++) {
              long seed = 800_000 + 1000L * isolation + i;
              boolean commit = (thread + i) % 3 != 0;
              StoredContent content = replayed(isolation, commit, seed);
              if (commit) {
                hashes.add(content.hash());
                ids.add(content.id());
              }
              // This content is its own, and is always rolled back.
              replayed(isolation, false, 900_000 + 1000L * isolation + 100L * thread + i);
            }
          });

      assertThat(hashes).hasSize(10);
      assertEachIsStoredOnce(hashes, ids, before);
    }
  }

  /** Handles a transient error like a host: rolls back and runs the transaction again. */
  private StoredContent replayed(int isolation, boolean commit, long seed) {
    for (int replay = 1; ; replay++) {
      try {
        return fixture.inHost(
            isolation, commit, host -> host.store(ContentFixture.noise(seed, 2000)));
      } catch (TransientCofferException e) {
        if (replay == REPLAYS) {
          throw e;
        }
      }
    }
  }

  /** A host with a snapshot older than the content stores it, or replays the transaction. */
  @Test
  void aContentNewerThanTheHostsSnapshotIsFound() {
    for (int size : new int[] {2000, 1_500_000}) {
      byte[] bytes = ContentFixture.noise(950_000, size);
      long[] committed = new long[1];
      for (int replay = 1; ; replay++) {
        try {
          long id =
              fixture.inHost(
                  Connection.TRANSACTION_REPEATABLE_READ,
                  true,
                  host -> {
                    // This query takes the snapshot.
                    assertThat(host.exists(ContentFixture.absent())).isFalse();
                    committed[0] = fixture.store().store(bytes).id();
                    StoredContent content = host.store(bytes);
                    assertThat(read(host.open(content))).isEqualTo(bytes);
                    return content.id();
                  });
          assertThat(id).isEqualTo(committed[0]);
          break;
        } catch (TransientCofferException e) {
          assertThat(replay).isLessThan(3);
        }
      }
    }
  }
}
