package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process is killed at random points of a backup, a pruning and a restore. Each time every
 * snapshot must verify, and the next run must complete.
 */
abstract class KillContract {
  private static final Logger log = LoggerFactory.getLogger(KillContract.class);

  /** The number of points for each operation; the profile {@code full} makes it a hundred. */
  static final int KILLS = Integer.getInteger("coffer.test.kills", 10);

  @TempDir private Path directory = Path.of("");

  private final TestDatabase source = newDatabase().migrate();
  private final TestDatabase target = newDatabase();
  private final TestDatabase scratch = TestDatabase.h2();
  private final Coffer coffer = BackupData.open(source);
  private final Coffer targetCoffer = BackupData.open(target);
  private final Coffer scratchCoffer = BackupData.open(scratch);
  private final long seed = new Random().nextInt(1_000_000);
  private final Random random = new Random(seed);
  private BackupSettings settings = BackupSettings.at(Path.of(""));

  /** How long the last undisturbed run took. */
  private long lastMillis = 500;

  /** A database that several processes can open. */
  abstract TestDatabase newDatabase();

  /** The number of points; not each database gets all of them in an ordinary build. */
  int points() {
    return KILLS > 10 ? KILLS : 2;
  }

  @BeforeEach
  void fill() {
    settings = BackupSettings.at(directory.resolve("repository")).withGrace(Duration.ofHours(1));
    for (int i = 0; i < 4; i++) {
      coffer.contents().store(BackupData.noise(i, 1 << 20));
    }
    change();
    coffer.backups(settings).create();
  }

  @AfterEach
  void close() {
    for (Coffer each : new Coffer[] {coffer, targetCoffer, scratchCoffer}) {
      each.close();
    }
    for (TestDatabase each : new TestDatabase[] {source, target, scratch}) {
      each.close();
    }
  }

  /** Changes every range of keys, so that a backup has work and a pruning gets garbage. */
  private void change() {
    Map<String, byte[]> values = new HashMap<>();
    for (int i = 0; i < 1_000; i += 1 + random.nextInt(20)) {
      values.put("key " + i, BackupData.noise(random.nextInt(), 4_000));
    }
    coffer.records("values", byte[].class).putAll(values);
    coffer.contents().store(BackupData.noise(random.nextInt(), 200_000));
  }

  /** Decides when the process is killed. */
  private interface Trigger {
    boolean isReached() throws Exception;
  }

  private Trigger afterTime() {
    long end = System.nanoTime() + Duration.ofMillis(random.nextLong(lastMillis * 5 / 4)).toNanos();
    return () -> System.nanoTime() >= end;
  }

  /** After some files were created, renamed or deleted. */
  private Trigger afterFiles() throws IOException {
    long before = changes();
    int events = 1 + random.nextInt(5);
    return () -> Math.abs(changes() - before) >= events;
  }

  private long changes() throws IOException {
    long count = 0;
    for (String each : new String[] {"packs", "index", "snapshots", "marks", "tmp"}) {
      try (Stream<Path> files = Files.list(settings.location().resolve(each))) {
        count += files.count() * (each.equals("tmp") ? 1 : 2);
      }
    }
    return count;
  }

  private Trigger afterRows() throws SQLException {
    long rows = random.nextInt(400);
    Connection connection = target.connect();
    Statement statement = connection.createStatement();
    return () -> {
      try (ResultSet row =
          statement.executeQuery(
              "select (select count(*) from coffer_record)"
                  + " + 50 * (select count(*) from coffer_content)")) {
        row.next();
        boolean reached = row.getLong(1) > rows;
        if (reached) {
          connection.close();
        }
        return reached;
      }
    };
  }

  /** A process that waits for its start. */
  private final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Child(TestDatabase database, String operation) throws IOException {
      process =
          new JavaCommand("-Xmx256m")
              .shortLived()
              .running(
                  BackupChild.class,
                  database.jdbcUrl(),
                  database.user(),
                  database.password(),
                  settings.location().toString(),
                  operation)
              .redirectError(directory.resolve("child.log").toFile())
              .start();
      out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    void awaitReady() throws IOException {
      String line = out.readLine();
      while (line != null && !line.equals("ready")) {
        line = out.readLine();
      }
      assertThat(line).as(Files.readString(directory.resolve("child.log"))).isNotNull();
    }

    void runUntil(Trigger trigger) throws Exception {
      process.getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      while (process.isAlive() && !trigger.isReached()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      close();
      log.info("The process ended with {}.", process.exitValue());
    }

    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  private interface Round {
    void run(int number, Child child) throws Exception;
  }

  /** While one process is judged, the next one starts. */
  private void rounds(TestDatabase database, String operation, Round round) throws Exception {
    log.info("The seed is {}.", seed);
    Child next = new Child(database, operation);
    try {
      for (int i = 0; i < points(); i++) {
        Child child = next;
        child.awaitReady();
        next = new Child(database, operation);
        round.run(i, child);
      }
    } catch (AssertionError e) {
      throw new AssertionError("Seed " + seed + ", " + operation, e);
    } finally {
      next.close();
    }
  }

  private Backups requireSound() {
    Backups backups = coffer.backups(settings);
    assertThat(backups.snapshots()).isNotEmpty();
    for (Snapshot each : backups.snapshots()) {
      CheckReport report = backups.verify(each, CheckLevel.ALL);
      assertThat(report.problems()).isEmpty();
      assertThat(report.repositoryProblems()).isEmpty();
    }
    return backups;
  }

  private void complete(String operation, Coffer of, Backups backups) {
    long start = System.nanoTime();
    BackupChild.run(operation, of, backups, settings);
    lastMillis = Math.max(20, Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private void requireRestorable(Backups backups) throws SQLException {
    BackupData.deleteRows(scratch);
    scratchCoffer.evictCachedRecords();
    scratchCoffer.backups(settings).restore(backups.latest().orElseThrow(), RestorePlan.all());
    assertThat(BackupData.rows(scratch)).isEqualTo(BackupData.rows(source));
  }

  @Test
  void aKilledBackup() throws Exception {
    rounds(
        source,
        "backup",
        (number, child) -> {
          change();
          child.runUntil(number % 2 == 0 ? afterFiles() : afterTime());
          Backups backups = requireSound();
          complete("backup", coffer, backups);
          requireSound();
          requireRestorable(backups);
          backups.forget(RetentionPolicy.none().keepLast(2), false);
        });
  }

  @Test
  void aKilledPruning() throws Exception {
    rounds(
        source,
        "prune",
        (number, child) -> {
          for (int i = 0; i < 2; i++) {
            change();
            coffer.backups(settings).create();
          }
          child.runUntil(number % 2 == 0 ? afterFiles() : afterTime());
          Backups backups = requireSound();
          complete("prune", coffer, backups);
          requireSound();
          requireRestorable(backups);
        });
  }

  @Test
  void aKilledRestore() throws Exception {
    rounds(
        target,
        "restore",
        (number, child) -> {
          BackupData.deleteRows(target);
          child.runUntil(number % 2 == 0 ? afterRows() : afterTime());
          Backups backups = requireSound();
          complete("restore", targetCoffer, targetCoffer.backups(settings));
          assertThat(BackupData.rows(target)).isEqualTo(BackupData.rows(source));
          assertThat(targetCoffer.verify().damaged()).isEmpty();
          assertThat(backups.snapshots()).hasSize(1);
        });
  }
}
