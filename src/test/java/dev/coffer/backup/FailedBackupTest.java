package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention after a backup that failed. */
class FailedBackupTest {
  private static final RetentionPolicy NEWEST = RetentionPolicy.none().keepLast(1);

  @TempDir private Path directory = Path.of("");

  private final TestDatabase database = TestDatabase.h2().migrate();
  private Coffer coffer;
  private Backups backups;

  @BeforeEach
  void open() {
    coffer = BackupData.open(database);
    backups = coffer.backups(BackupSettings.at(directory));
    for (int i = 0; i < 2; i++) {
      coffer.records("names", String.class).put("name", "value " + i);
      backups.create();
    }
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    backups.forget(NEWEST, true).forEach(each -> reasons.add(String.join(", ", each.reasons())));
    return reasons;
  }

  @Test
  void nothingIsRemovedUntilABackupSucceeds() {
    Consumer<BackupProgress> failing =
        progress -> {
          throw new IllegalStateException("the disk is full");
        };
    assertThatThrownBy(() -> backups.withProgress(failing).create())
        .hasStackTraceContaining("the disk is full");

    assertThat(reasons()).containsExactly("newest, last", "the last backup failed");
    assertThat(backups.forget(NEWEST, false)).allMatch(RetentionReport::isKept);
    assertThat(backups.snapshots()).hasSize(2);

    backups.create();
    assertThat(backups.forget(NEWEST, false)).hasSize(3);
    assertThat(backups.snapshots()).hasSize(1);
  }

  @Test
  void eachDatabaseInARepositoryCountsForItself() {
    try (TestDatabase another = TestDatabase.h2();
        Coffer other = BackupData.open(another)) {
      Backups others = other.backups(BackupSettings.at(directory));
      others.create();
      others.create();
      Consumer<BackupProgress> failing =
          progress -> {
            throw new IllegalStateException("the disk is full");
          };
      assertThatThrownBy(() -> backups.withProgress(failing).create()).isNotNull();

      assertThat(others.forget(NEWEST, false))
          .extracting(RetentionReport::isKept)
          .containsExactly(true, false);
      assertThat(backups.forget(NEWEST, false)).hasSize(2).allMatch(RetentionReport::isKept);
      assertThat(Coffer.openRepository(BackupSettings.at(directory)).forget(NEWEST, false))
          .hasSize(3)
          .allMatch(RetentionReport::isKept);
    }
  }

  @Test
  void nothingIsRemovedAfterABackupThatLeftOutDamage() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update coffer_record set frame = x'00', version = version + 1");
    }
    Snapshot damaged = backups.create().snapshot();

    assertThat(damaged.damage()).hasSize(1);
    assertThat(reasons())
        .containsExactly(
            "newest, last", "the last backup left out damage", "the last backup left out damage");
  }

  @Test
  void nothingIsRemovedWhileTheNewestSnapshotIsDamaged() throws IOException {
    try (Stream<Path> packs = Files.list(directory.resolve("packs"))) {
      for (Path each : packs.toList()) {
        byte[] bytes = Files.readAllBytes(each);
        bytes[50] ^= 1;
        Files.write(each, bytes);
      }
    }
    Snapshot newest = backups.latest().orElseThrow();
    assertThat(backups.verify(newest, CheckLevel.ALL).isSound()).isFalse();

    assertThat(reasons()).containsExactly("newest, last", "the last snapshot is damaged");
  }

  @Test
  void checksThatALaterOneReplacesAreRemoved() throws IOException {
    Snapshot first = backups.snapshots().get(1);
    Snapshot second = backups.snapshots().get(0);
    for (int i = 0; i < 5; i++) {
      backups.verifyShare(first, 2);
      backups.verify(first, CheckLevel.ALL);
      backups.verify(second, CheckLevel.STRUCTURE);
    }

    backups.prune(false);

    try (Stream<Path> checks = Files.list(directory.resolve("checks"))) {
      // The newest result of each snapshot, and the newest one of a share.
      assertThat(checks).hasSize(3);
    }
    assertThat(backups.snapshots())
        .extracting(each -> each.verified() == null ? null : each.verified().level())
        .containsExactly(CheckLevel.STRUCTURE, CheckLevel.ALL);
  }

  @Test
  void sharesOfDifferentSnapshotsReadAllBytesTogether() {
    coffer.records("names", String.class).put("another", "value");
    Snapshot third = backups.create().snapshot();
    Snapshot fourth = backups.create().snapshot();
    long all = backups.verify(third, CheckLevel.ALL).bytes();

    long first = backups.verifyShare(third, 2).bytes();
    long second = backups.verifyShare(fourth, 2).bytes();

    assertThat(first + second).isEqualTo(all);
  }
}
