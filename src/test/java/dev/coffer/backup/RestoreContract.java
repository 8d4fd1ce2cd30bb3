package dev.coffer.backup;

import static dev.coffer.backup.BackupData.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.backup.BackupData.Letter;
import dev.coffer.content.Holder;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores of everything and of chosen rows, into empty databases and into used ones. */
abstract class RestoreContract {
  @TempDir private Path directory = Path.of("");

  private TestDatabase database;
  private Coffer coffer;
  private Backups backups;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void fill() {
    database = newDatabase().migrate();
    coffer = BackupData.open(database);
    backups = coffer.backups(BackupSettings.at(directory));
    BackupData.fill(coffer);
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private RecordRepository<String, String> names() {
    return coffer.records("names", String.class);
  }

  /** Opens an empty database and the repository. */
  private static void inEmpty(TestDatabase target, Path repository, Use use) throws Exception {
    try (target;
        Coffer other = BackupData.open(target)) {
      use.with(other, other.backups(BackupSettings.at(repository)));
    }
  }

  private interface Use {
    void with(Coffer other, Backups backups) throws Exception;
  }

  @Test
  void chosenKeysAreRestoredWithWhatTheyNeed() throws Exception {
    Snapshot snapshot = backups.create().snapshot();
    inEmpty(
        newDatabase(),
        directory,
        (other, backups) -> {
          RestorePlan plan =
              RestorePlan.all()
                  .withKey("letters", "a")
                  .withKey("names", "name 7")
                  .withKey("names", "ключ 𝄞")
                  .withKey("large", "large");

          RestoreReport report = backups.restore(snapshot, plan);

          assertThat(report.problems()).isEmpty();
          assertThat(report.records()).isEqualTo(4);
          assertThat(report.comparedRecords()).isEqualTo(4);
          assertThat(other.records("names", String.class).get("name 7")).contains("changed");
          assertThat(other.records("names", String.class).count()).isEqualTo(2);
          assertThat(other.records("large", byte[].class).get("large")).contains(noise(1, 100_000));
          Letter letter = other.records("letters", Letter.class).get("a").orElseThrow();
          assertThat(other.contents().open(letter.attachment()).readAllBytes())
              .isEqualTo(noise(2, 3 << 20));
          assertThat(other.verify().isClean()).isTrue();
          assertThat(backups.restore(snapshot, plan).records()).isZero();
        });
  }

  @Test
  void chosenContentsAreRestoredWithTheirHolders() throws Exception {
    ContentHash hash = coffer.contents().store(noise(2, 3 << 20)).hash();
    Snapshot snapshot = backups.create().snapshot();
    inEmpty(
        newDatabase(),
        directory,
        (other, backups) -> {
          RestoreReport report = backups.restore(snapshot, RestorePlan.all().withContent(hash));

          assertThat(report.records()).isZero();
          assertThat(report.contents()).isEqualTo(report.comparedContents()).isPositive();
          assertThat(other.contents().open(hash).readAllBytes()).isEqualTo(noise(2, 3 << 20));
          assertThat(other.contents().holders(hash, null, 10)).contains(Holder.of("archive"));
        });
  }

  @Test
  void whatTheSnapshotLacksIsNamed() {
    Snapshot snapshot = backups.create().snapshot();
    ContentHash absent = BackupData.hashOf(noise(99, 10));

    assertThatThrownBy(() -> backups.restore(snapshot, RestorePlan.all().withCollection("games")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("games", "names");
    assertThatThrownBy(
            () -> backups.restore(snapshot, RestorePlan.all().withKey("names", "nobody")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("nobody", "names");
    assertThatThrownBy(() -> backups.restore(snapshot, RestorePlan.all().withContent(absent)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(absent.hex());
  }

  @Test
  void anotherContentWithTheSameIdRefusesOrMoves() throws Exception {
    ContentHash attachment =
        coffer.records("letters", Letter.class).get("a").orElseThrow().attachment();
    long id = coffer.contents().find(attachment).orElseThrow().id();
    Snapshot snapshot = backups.create().snapshot();
    inEmpty(
        newDatabase(),
        directory,
        (other, backups) -> {
          BackupData.storeWithId(other, id);

          assertThatThrownBy(
                  () -> backups.restore(snapshot, RestorePlan.all().withContent(attachment)))
              .isInstanceOf(RestoreConflictException.class)
              .hasMessageContaining("another content has this id");
          RestoreReport report =
              backups.restore(snapshot, RestorePlan.all().withCollection("letters"));

          assertThat(report.problems()).isEmpty();
          // The refused restore may have written other contents before it met this one.
          assertThat(report.contents()).isPositive().isLessThanOrEqualTo(report.comparedContents());
          Letter letter = other.records("letters", Letter.class).get("a").orElseThrow();
          assertThat(other.contents().open(letter.attachment()).readAllBytes())
              .isEqualTo(noise(2, 3 << 20));
          assertThat(other.verify().isClean()).isTrue();
        });
  }

  @Test
  void eachRuleDecidesOnConflicts() {
    Snapshot snapshot = backups.create().snapshot();
    names().put("name 1", "later");
    names().delete("name 2");
    long later = names().find("name 1").orElseThrow().version();

    assertThatThrownBy(() -> backups.restore(snapshot, RestorePlan.all()))
        .isInstanceOf(RestoreConflictException.class)
        .hasMessageContainingAll("names", "name 1", Long.toString(later));
    RestoreReport skipped =
        backups.restore(snapshot, RestorePlan.all().withConflicts(ConflictRule.SKIP));
    assertThat(names().get("name 1")).contains("later");
    assertThat(names().get("name 2")).isPresent();
    assertThat(skipped.comparedRecords()).isEqualTo(snapshot.records() - 1);
    backups.restore(snapshot, RestorePlan.all().withConflicts(ConflictRule.NEWER));
    assertThat(names().get("name 1")).contains("later");

    RestorePlan overwrite = RestorePlan.all().withConflicts(ConflictRule.OVERWRITE);
    assertThat(backups.restore(snapshot, overwrite).records()).isEqualTo(1);

    assertThat(names().get("name 1")).get().asString().startsWith("value number 1 ");
    // A version never has two values: caches and conditional writes rely on it.
    assertThat(names().find("name 1").orElseThrow().version()).isGreaterThan(later);
    assertThat(backups.restore(snapshot, overwrite).records()).isZero();
  }

  @Test
  void theCachesOfTheProcessAreEmptied() {
    assertThat(names().get("name 3")).isPresent();
    Snapshot before = backups.create().snapshot();
    names().put("name 3", "after");
    assertThat(names().get("name 3")).contains("after");
    ContentHash hash = coffer.contents().store(noise(5, 2_000)).hash();
    assertThat(coffer.contents().open(hash)).hasBinaryContent(noise(5, 2_000));

    backups.restore(before, RestorePlan.all().withConflicts(ConflictRule.OVERWRITE));

    assertThat(names().get("name 3")).get().asString().startsWith("value number 3 ");
  }

  @Test
  void aDictionaryThatWasDeletedComesBackRetired() throws Exception {
    Snapshot snapshot = backups.create().snapshot();
    names().deleteRange(Range.all());
    assertThat(coffer.forgetDictionary("names")).isTrue();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from coffer_common_dictionary");
      statement.executeUpdate("delete from coffer_dictionary");
    }
    for (int i = 0; i < 2_000; i++) {
      names().put("other " + i, "some other text " + i + " from which a dictionary can be made");
    }
    coffer.trainDictionary("names");

    RestoreReport report = backups.restore(snapshot, RestorePlan.all().withCollection("names"));

    assertThat(report.problems()).isEmpty();
    assertThat(names().get("after training")).isPresent();
    // The snapshot has one of the first batch, and one that was trained by hand.
    assertThat(retiredDictionaries()).containsExactly(false, true, true);
    assertThat(coffer.verify().isClean()).isTrue();
  }

  private List<Boolean> retiredDictionaries() throws SQLException {
    List<Boolean> retired = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select retired_at from coffer_dictionary")) {
      while (row.next()) {
        retired.add(row.getTimestamp(1) != null);
      }
    }
    retired.sort(null);
    return retired;
  }

  @Test
  void aContentThatWaitsForItsCollectionIsKept() throws Exception {
    ContentHash hash = coffer.contents().stage(noise(6, 500)).hash();
    coffer.contents().retain(hash, Holder.of("archive"));
    Snapshot snapshot = backups.create().snapshot();
    coffer.contents().release(hash, Holder.of("archive"));
    var unused = coffer.maintenance().run(MaintenanceTask.COLLECT);
    assertThat(marks()).isPositive();

    backups.restore(snapshot, RestorePlan.all());

    assertThat(marks()).isZero();
    assertThat(coffer.contents().holders(hash, null, 10)).contains(Holder.of("archive"));
  }

  private long marks() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from coffer_unreferenced")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void theSnapshotOfATimeIsTheLastOneBefore() {
    Snapshot first = backups.create().snapshot();
    Snapshot second = backups.create().snapshot();

    assertThat(backups.latest()).map(Snapshot::id).contains(second.id());
    assertThat(backups.latestAt(second.createdAt())).map(Snapshot::id).contains(second.id());
    assertThat(backups.latestAt(second.createdAt().minusNanos(1_000)))
        .map(Snapshot::id)
        .contains(first.id());
    assertThat(backups.latestAt(Instant.EPOCH)).isEmpty();
  }

  @Test
  void eachOperationTellsItsProgress() {
    List<BackupProgress> told = new ArrayList<>();
    Backups watched = backups.withProgress(told::add);

    Snapshot snapshot = watched.create().snapshot();
    watched.verify(snapshot, CheckLevel.TRIAL);

    long items = snapshot.records() + snapshot.contents();
    for (BackupOperation each : BackupOperation.values()) {
      List<BackupProgress> ofOperation =
          told.stream().filter(progress -> progress.operation() == each).toList();
      assertThat(ofOperation).as("%s", each).isNotEmpty();
      BackupProgress last = ofOperation.get(ofOperation.size() - 1);
      assertThat(last.done()).isEqualTo(items);
      assertThat(last.total()).isEqualTo(items);
      assertThat(last.bytes()).isPositive();
    }
  }
}
