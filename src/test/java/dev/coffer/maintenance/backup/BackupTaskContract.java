package dev.coffer.maintenance.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.BackupStatus;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.Snapshot;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups that run by themselves. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class BackupTaskContract {

  @TempDir private Path directory = Path.of("");

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withCache(0, 0);
  }

  private Path repository() {
    return directory.resolve("repository");
  }

  private BackupPlan plan() {
    return BackupPlan.into(BackupSettings.at(repository())).withTags(List.of("scheduled"));
  }

  private BackupPlan keepingTheLast() {
    return plan()
        .withVerification(CheckLevel.ALL)
        .withRetention(RetentionPolicy.none().keepLast(1));
  }

  private Coffer open(BackupPlan plan) {
    return Coffer.open(settings().withBackups(plan));
  }

  private static RunReport backUp(Coffer coffer) {
    return coffer.maintenance().run(MaintenanceTask.BACKUP);
  }

  private static byte[] noise(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void fill(Coffer coffer, int from) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = from; i < from + 100; i++) {
      values.put("name " + i, "value " + i);
    }
    coffer.records("names", String.class).putAll(values);
    coffer.contents().store(noise(from, 50_000));
  }

  private static List<String> ids(Coffer coffer) {
    return coffer.backups().snapshots().stream().map(Snapshot::id).toList();
  }

  private List<Path> packs() throws IOException {
    try (Stream<Path> packs = Files.list(repository().resolve("packs"))) {
      return packs.toList();
    }
  }

  /** Flips a bit of the first blob. The second call undoes the first. */
  private static void flip(Path pack) throws IOException {
    byte[] bytes = Files.readAllBytes(pack);
    bytes[100] ^= 1;
    Files.write(pack, bytes);
  }

  @Test
  void aScheduledRunMakesAVerifiedSnapshot() throws Exception {
    MaintenanceSettings eachSecond =
        MaintenanceSettings.defaults()
            .withSchedule(Map.of(MaintenanceTask.BACKUP, "* * * * * ?"))
            .withNode("n1");
    try (Coffer coffer = Coffer.open(settings().withBackups(plan()).withMaintenance(eachSecond))) {
      fill(coffer, 0);
      while (coffer.maintenance().runs(100).stream()
          .noneMatch(each -> each.outcome() == RunOutcome.DONE && each.figure("records") == 100)) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      coffer.maintenance().stop();

      Snapshot snapshot =
          coffer.backups().snapshots().stream()
              .filter(each -> each.records() == 100 && each.verified() != null)
              .findFirst()
              .orElseThrow();
      assertThat(snapshot.tags()).containsExactly("scheduled");
      assertThat(snapshot.node()).isEqualTo("n1");
      assertThat(Objects.requireNonNull(snapshot.verified()).level()).isEqualTo(CheckLevel.SHARE);
    }
  }

  @Test
  void theRunHasFiguresAndTheStateShowsIt() {
    try (Coffer coffer = open(plan())) {
      fill(coffer, 0);

      RunReport run = backUp(coffer);

      assertThat(run.problem()).isNull();
      assertThat(run.outcome()).isEqualTo(RunOutcome.DONE);
      assertThat(run.figures())
          .containsEntry("records", 100L)
          .containsEntry("contents", 1L)
          .containsEntry("verified", 1L)
          .containsEntry("damaged", 0L)
          .containsEntry("forgotten", 0L)
          .containsEntry("freed", 0L);
      assertThat(run.figure("bytes")).isGreaterThan(50_000);
      assertThat(backUp(coffer).figure("bytes")).isZero();
      BackupStatus status = coffer.maintenance().backups().orElseThrow();
      assertThat(status.snapshots()).hasSize(2);
      assertThat(status.verified()).isEqualTo(status.snapshots().get(0).createdAt());
      assertThat(status.outOfDate()).isFalse();
      assertThat(status.problem()).isNull();
    }
  }

  @Test
  void aVerifiedSnapshotBecomesTooOld() {
    try (Coffer coffer = open(plan().withMaxAge(Duration.ofNanos(1)))) {
      assertThat(coffer.maintenance().backups().orElseThrow().verified()).isNull();
      backUp(coffer);

      BackupStatus status = coffer.maintenance().backups().orElseThrow();

      assertThat(status.verified()).isNotNull();
      assertThat(status.outOfDate()).isTrue();
    }
  }

  @Test
  void aDamagedPackKeepsAllSnapshots() throws Exception {
    try (Coffer coffer = open(keepingTheLast())) {
      fill(coffer, 0);
      backUp(coffer);
      Path damaged = packs().get(0);
      flip(damaged);
      fill(coffer, 1_000);

      RunReport failed = backUp(coffer);

      assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
      assertThat(failed.problem()).contains(String.valueOf(damaged.getFileName()));
      assertThat(failed.figures()).containsEntry("verified", 0L).containsEntry("forgotten", 0L);
      assertThat(ids(coffer)).hasSize(2);

      flip(damaged);
      RunReport sound = backUp(coffer);

      assertThat(sound.outcome()).isEqualTo(RunOutcome.DONE);
      assertThat(sound.figure("forgotten")).isEqualTo(2);
      assertThat(ids(coffer)).hasSize(1);
    }
  }

  @Test
  void theSharesOfTheRunsCoverAllBytes() throws Exception {
    int shares = 3;
    try (Coffer coffer =
        open(plan().withShares(shares).withRetention(RetentionPolicy.none().keepLast(1)))) {
      fill(coffer, 0);
      backUp(coffer);
      flip(packs().get(0));
      List<RunOutcome> outcomes = new ArrayList<>();

      for (int i = 0; i < shares; i++) {
        outcomes.add(backUp(coffer).outcome());
      }

      // A share that was not sound is read again, so the run fails until the repository is
      // repaired.
      assertThat(outcomes.get(shares - 1)).isEqualTo(RunOutcome.FAILED);
      assertThat(backUp(coffer).outcome()).isEqualTo(RunOutcome.FAILED);
      flip(packs().get(0));
      assertThat(backUp(coffer).outcome()).isEqualTo(RunOutcome.DONE);
      assertThat(ids(coffer)).hasSize(1);
    }
  }

  @Test
  void damageOfTheDatabaseKeepsOlderSnapshots() throws Exception {
    try (Coffer coffer = open(keepingTheLast())) {
      fill(coffer, 0);
      coffer.records("others", String.class).put("other", "a longer value");
      backUp(coffer);
      coffer.records("names", String.class).put("name 9", "changed");
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "update coffer_record set frame = (select x.frame from (select frame from coffer_record"
                + " where record_key = 'other') x) where record_key = 'name 9'");
      }

      RunReport run = backUp(coffer);

      assertThat(run.outcome()).isEqualTo(RunOutcome.DONE);
      assertThat(run.figures()).containsEntry("damaged", 1L).containsEntry("forgotten", 0L);
      assertThat(ids(coffer)).hasSize(2);
      coffer.records("names", String.class).put("name 9", "healed");
      assertThat(backUp(coffer).figure("forgotten")).isEqualTo(2);
    }
  }

  @Test
  void twoProcessesDoNotBackUpAtOnce() {
    try (Coffer coffer = open(plan());
        Coffer other = open(plan())) {
      fill(coffer, 0);
      List<RunReport> seen = new ArrayList<>();

      RunReport run =
          coffer
              .maintenance()
              .run(
                  MaintenanceTask.BACKUP,
                  RunOptions.defaults().withProgress(now -> seen.add(backUp(other))));

      assertThat(run.outcome()).isEqualTo(RunOutcome.DONE);
      assertThat(seen).isNotEmpty().allMatch(each -> each.outcome() == RunOutcome.BUSY);
      assertThat(ids(coffer)).hasSize(1);
    }
  }

  @Test
  void aPoolOfOneConnectionIsEnough() {
    try (Coffer coffer = Coffer.open(settings().withPoolSize(1).withBackups(plan()))) {
      fill(coffer, 0);

      assertThat(backUp(coffer).outcome()).isEqualTo(RunOutcome.DONE);
    }
  }

  @Test
  void aStoppedRunMakesNoSnapshotAndTheNextOneDoes() {
    try (Coffer coffer = open(plan())) {
      fill(coffer, 0);
      AtomicBoolean goOn = new AtomicBoolean(true);

      RunReport stopped =
          coffer
              .maintenance()
              .run(
                  MaintenanceTask.BACKUP,
                  RunOptions.defaults().withGoOn(goOn::get).withProgress(now -> goOn.set(false)));

      assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
      assertThat(stopped.figure("verified")).isZero();
      assertThat(backUp(coffer).outcome()).isEqualTo(RunOutcome.DONE);
    }
  }

  @Test
  void aDryRunTellsWhatRetentionWouldRemove() {
    RunOptions dry = RunOptions.defaults().withDryRun(true);
    try (Coffer coffer = open(keepingTheLast())) {
      fill(coffer, 0);
      RunReport first = coffer.maintenance().run(MaintenanceTask.BACKUP, dry);
      assertThat(first.outcome()).isEqualTo(RunOutcome.DONE);
      assertThat(repository()).doesNotExist();
      backUp(coffer);
      coffer.backups().create();
      coffer.backups().verify(coffer.backups().latest().orElseThrow(), CheckLevel.ALL);

      RunReport run = coffer.maintenance().run(MaintenanceTask.BACKUP, dry);

      assertThat(run.problem()).isNull();
      assertThat(run.figures()).containsEntry("forgotten", 1L).containsEntry("records", 0L);
      assertThat(ids(coffer)).hasSize(2);
    }
  }

  @Test
  void aRepositoryThatIsGoneIsNotBegunAgain() throws Exception {
    try (Coffer coffer = open(plan())) {
      fill(coffer, 0);
      backUp(coffer);
      BackupStatus before = coffer.maintenance().backups().orElseThrow();
      Files.move(repository(), directory.resolve("elsewhere"));

      RunReport refused = backUp(coffer);

      assertThat(refused.outcome()).isEqualTo(RunOutcome.REFUSED);
      assertThat(refused.problem()).contains(repository().toString()).contains("force");
      assertThat(repository()).doesNotExist();
      BackupStatus gone = coffer.maintenance().backups().orElseThrow();
      assertThat(gone.problem()).contains("any more");
      assertThat(gone.verified()).isEqualTo(before.verified());
      RunOptions force = RunOptions.defaults().withForce(true);
      assertThat(coffer.maintenance().run(MaintenanceTask.BACKUP, force).outcome())
          .isEqualTo(RunOutcome.DONE);
      BackupStatus begun = coffer.maintenance().backups().orElseThrow();
      assertThat(begun.problem()).isNull();
      assertThat(begun.snapshots()).hasSize(1);
      assertThat(begun.verified()).isNotEqualTo(before.verified());
    }
  }

  @Test
  void aTrialRestoreComesAfterItsPeriod() {
    try (Coffer coffer = open(plan().withTrial(Duration.ofDays(7)))) {
      fill(coffer, 0);
      backUp(coffer);
      backUp(coffer);

      assertThat(coffer.backups().snapshots())
          .extracting(each -> Objects.requireNonNull(each.verified()).level())
          .containsExactly(CheckLevel.SHARE, CheckLevel.TRIAL);
    }
    try (Coffer coffer = open(plan().withTrial(Duration.ofNanos(1)))) {
      backUp(coffer);

      Snapshot newest = coffer.backups().latest().orElseThrow();
      assertThat(Objects.requireNonNull(newest.verified()).level()).isEqualTo(CheckLevel.TRIAL);
    }
  }

  @Test
  void aProcessWithoutARepositoryHasNoBackups() {
    try (Coffer coffer = Coffer.open(settings().withMaintenance(MaintenanceSettings.defaults()))) {
      assertThat(coffer.maintenance().backups()).isEmpty();
      assertThat(coffer.maintenance().status())
          .extracting(TaskStatus::task)
          .doesNotContain(MaintenanceTask.BACKUP);
      assertThatThrownBy(coffer::backups)
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("coffer.backup.location")
          .hasMessageContaining("withBackups");
      assertThatThrownBy(() -> backUp(coffer))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("coffer.backup.location");
    }
  }
}
