package dev.coffer.maintenance.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Writers beside a collector with a grace of a second: 8 threads store, stage, refer, release and
 * store the same contents again. All use one group of contents at a time and come back to it after
 * the grace, so that the collector deletes contents that the writers need again. No acknowledged
 * content may be lost, and in the end every unreferenced one is gone.
 *
 * <p>{@code -Dcoffer.test.race.seconds=600} runs the long form.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
abstract class CollectRaceContract {
  private static final int SECONDS = Integer.getInteger("coffer.test.race.seconds", 5);
  private static final int THREADS = 8;
  private static final int CONTENTS = 60;
  private static final int GROUPS = 5;
  private static final long GROUP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final AtomicLong writes = new AtomicLong();

  abstract TestDatabase newDatabase();

  @Test
  void noContentIsLostAndNoneIsLeft() throws Exception {
    try (TestDatabase database = newDatabase().migrate();
        Coffer coffer =
            Coffer.open(
                OpenSettings.of(database.jdbcUrl())
                    .withUser(database.user())
                    .withPassword(database.password())
                    .withPoolSize(THREADS + 4))) {
      execute(
          database,
          "create table invoice (id bigint primary key, pdf_id bigint not null,"
              + " constraint invoice_pdf foreign key (pdf_id) references coffer_content (id))");
      execute(database, "create index invoice_of_pdf on invoice (pdf_id)");
      AtomicBoolean writing = new AtomicBoolean(true);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
      try {
        Future<List<RunReport>> collector = threads.submit(() -> collect(coffer, writing));
        List<Callable<Void>> writers = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (int i = 0; i < THREADS; i++) {
          Writer writer = new Writer(coffer, i, end);
          writers.add(writer);
        }
        for (Future<Void> each : threads.invokeAll(writers)) {
          each.get();
        }
        writing.set(false);
        List<RunReport> runs = collector.get();
        assertThat(runs).extracting(RunReport::outcome).containsOnly(RunOutcome.DONE);
        long collected = runs.stream().mapToLong(each -> each.figure("contents")).sum();
        assertThat(collected).as("contents collected beside the writers").isPositive();
        assertThat(writes).as("writes").hasValueGreaterThan(THREADS);
      } finally {
        threads.shutdownNow();
      }
      assertThat(coffer.verify().isClean()).isTrue();
      RunReport last =
          coffer
              .maintenance()
              .run(
                  MaintenanceTask.COLLECT,
                  RunOptions.defaults().withGrace(Duration.ZERO).withForce(true));
      assertThat(last.outcome()).isEqualTo(RunOutcome.DONE);
      for (String table :
          List.of("coffer_content", "coffer_frame", "coffer_part", "coffer_unreferenced")) {
        assertThat(count(database, table)).as(table).isZero();
      }
    }
  }

  private static List<RunReport> collect(Coffer coffer, AtomicBoolean writing) {
    List<RunReport> runs = new ArrayList<>();
    RunOptions options = RunOptions.defaults().withGrace(Duration.ofSeconds(1)).withForce(true);
    while (writing.get()) {
      runs.add(coffer.maintenance().run(MaintenanceTask.COLLECT, options));
    }
    return runs;
  }

  private static byte[] bytes(int number) {
    // Every sixth content has parts, and shares most of them with the others of its kind.
    boolean large = number % 6 == 0;
    byte[] bytes = new byte[large ? 1_200_000 : 100 + 37 * number];
    new Random(large ? 0 : number).nextBytes(bytes);
    bytes[bytes.length - 1] = (byte) number;
    bytes[bytes.length - 2] = (byte) (number >> 8);
    return bytes;
  }

  private final class Writer implements Callable<Void> {
    private final Coffer coffer;
    private final ContentStore contents;
    private final int number;
    private final long end;
    private final Holder holder;
    private final Random random;
    private final List<Integer> held = new ArrayList<>();
    private final List<ContentHash> hashes = new ArrayList<>();
    private final long start = System.nanoTime();
    private long invoice;

    Writer(Coffer coffer, int number, long end) {
      this.coffer = coffer;
      this.contents = coffer.contents();
      this.number = number;
      this.end = end;
      this.holder = Holder.of("writer/" + number);
      this.random = new Random(number);
    }

    @Override
    public Void call() throws Exception {
      while (System.nanoTime() - end < 0) {
        try {
          switch (random.nextInt(4)) {
            case 0 -> holdAndRelease();
            case 1 -> refer();
            case 2 -> contents.stage(bytes(anyContent()));
            default -> record();
          }
        } catch (TransientCofferException e) {
          // Documented: an upload in parts may meet the deletion of a part.
          continue;
        }
        writes.incrementAndGet();
      }
      while (!held.isEmpty()) {
        releaseOldest();
      }
      return null;
    }

    /** A content of the current group. */
    private int anyContent() {
      long group = (System.nanoTime() - start) / GROUP_NANOS % GROUPS;
      return (int) group * CONTENTS + random.nextInt(CONTENTS);
    }

    private void holdAndRelease() throws Exception {
      int content = anyContent();
      if (!held.contains(content)) {
        hashes.add(contents.store(new ByteArrayInputStream(bytes(content)), holder).hash());
        held.add(content);
        requireReadable(hashes.get(hashes.size() - 1), content);
      }
      if (held.size() > 5) {
        requireReadable(hashes.get(0), held.get(0));
        releaseOldest();
      }
    }

    private void releaseOldest() {
      coffer.replay(() -> contents.release(hashes.get(0), holder));
      hashes.remove(0);
      held.remove(0);
    }

    private void requireReadable(ContentHash hash, int content) throws Exception {
      try (InputStream in = contents.open(hash)) {
        assertThat(Arrays.equals(in.readAllBytes(), bytes(content))).isTrue();
      }
    }

    /** A row of the host refers to a content that its own transaction stages. */
    private void refer() throws Exception {
      int content = anyContent();
      long id = number * 1_000_000_000L + invoice++;
      ContentHash hash =
          coffer.callInTransaction(
              stores -> {
                var staged = stores.contents().stage(bytes(content));
                stores
                    .entityManager()
                    .createNativeQuery("insert into invoice (id, pdf_id) values (?1, ?2)")
                    .setParameter(1, id)
                    .setParameter(2, staged.id())
                    .executeUpdate();
                return staged.hash();
              });
      requireReadable(hash, content);
      coffer.runInTransaction(
          stores ->
              stores
                  .entityManager()
                  .createNativeQuery("delete from invoice where id = ?1")
                  .setParameter(1, id)
                  .executeUpdate());
    }

    /** A record whose value is a content. */
    private void record() {
      String key = "k" + number;
      byte[] value = bytes(anyContent());
      byte[] large = Arrays.copyOf(value, Math.max(value.length, 20_000));
      coffer.records("values", byte[].class).put(key, large);
      assertThat(coffer.records("values", byte[].class).get(key)).contains(large);
      coffer.records("values", byte[].class).delete(key);
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(TestDatabase database, String table) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
