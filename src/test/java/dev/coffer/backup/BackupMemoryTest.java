package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.record.Expiry;
import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with a heap of 64 MiB makes, checks and restores backups of any size. */
class BackupMemoryTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final long FILE = 50 * MEBIBYTE;

  @TempDir private Path directory = Path.of("");

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void severalTimesTheHeap() throws Exception {
    backUp(200 * MEBIBYTE, 20_000);
  }

  @Test
  @Tag("slow")
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void someGibibytes() throws Exception {
    backUp(3_072 * MEBIBYTE, 1_000_000);
  }

  private void backUp(long bytes, int records) throws Exception {
    try (TestDatabase source = TestDatabase.mariadb();
        TestDatabase target = TestDatabase.mariadb();
        Coffer coffer = BackupData.open(source)) {
      fill(coffer, bytes, records);
      AtomicBoolean stop = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        Future<Integer> writer = threads.submit(() -> write(coffer, stop));
        Future<Integer> maintainer = threads.submit(() -> maintain(coffer, stop));

        Process child =
            new JavaCommand("-Xmx64m", "-XX:+UseSerialGC")
                .running(Child.class, url(source), url(target), directory.toString())
                .redirectErrorStream(true)
                .start();
        try {
          String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(child.waitFor()).as(output).isZero();
        } finally {
          child.destroyForcibly();
        }
        stop.set(true);
        assertThat(writer.get()).isPositive();
        assertThat(maintainer.get()).isPositive();
      } finally {
        stop.set(true);
        threads.shutdownNow();
      }
    }
  }

  private static String url(TestDatabase database) {
    return String.join(" ", database.jdbcUrl(), database.user(), database.password());
  }

  private static void fill(Coffer coffer, long bytes, int records) {
    for (int i = 0; i < bytes / FILE; i++) {
      coffer.contents().store(noise(i, FILE));
    }
    for (int from = 0; from < records; from += 5_000) {
      Map<String, String> page = new HashMap<>();
      for (int i = from; i < from + 5_000; i++) {
        page.put("key " + i, "the value of the record with the number " + i);
      }
      coffer.records("many", String.class).putAll(page);
    }
  }

  /** A stream of random bytes. */
  private static InputStream noise(int seed, long size) {
    Random random = new Random(seed);
    return new InputStream() {
      private long left = size;

      @Override
      public int read() {
        return left-- > 0 ? random.nextInt(256) : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        if (left <= 0) {
          return -1;
        }
        byte[] some = new byte[(int) Math.min(length, left)];
        random.nextBytes(some);
        System.arraycopy(some, 0, bytes, offset, some.length);
        left -= some.length;
        return some.length;
      }
    };
  }

  private static int write(Coffer coffer, AtomicBoolean stop) {
    int written = 0;
    while (!stop.get()) {
      written++;
      coffer
          .records("changing", String.class)
          .put("key " + written % 500, "value " + written, Expiry.after(Duration.ofMillis(50)));
      coffer.contents().stage(("content " + written).getBytes(StandardCharsets.UTF_8));
    }
    return written;
  }

  private static int maintain(Coffer coffer, AtomicBoolean stop) {
    int runs = 0;
    RunOptions options = RunOptions.defaults().withGrace(Duration.ZERO).withForce(true);
    while (!stop.get()) {
      coffer.maintenance().run(MaintenanceTask.EXPIRE, options);
      coffer.maintenance().run(MaintenanceTask.COLLECT, options);
      runs++;
    }
    return runs;
  }

  /** Backs up the first database, checks the snapshot, and restores it into the second one. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) {
      BackupSettings settings = BackupSettings.at(Path.of(arguments[2]));
      Snapshot snapshot;
      try (Coffer source = open(arguments[0])) {
        Backups backups = source.backups(settings);
        snapshot = backups.create().snapshot();
        require(snapshot.damage().isEmpty(), snapshot.damage());
        CheckReport check = backups.verify(snapshot, CheckLevel.ALL);
        require(check.isSound(), check.problems());
      }
      try (Coffer target = open(arguments[1])) {
        RestoreReport report = target.backups(settings).restore(snapshot, RestorePlan.all());
        require(report.problems().isEmpty(), report.problems());
        require(report.comparedContents() == snapshot.contents(), report);
      }
    }

    private static Coffer open(String text) {
      String[] parts = text.split(" ", -1);
      return Coffer.open(
          OpenSettings.of(parts[0]).withUser(parts[1]).withPassword(parts[2]).withCache(0, 0));
    }

    private static void require(boolean condition, Object text) {
      if (!condition) {
        throw new IllegalStateException(String.valueOf(text));
      }
    }
  }
}
