package dev.coffer.backup;

import static dev.coffer.backup.BackupData.fill;
import static dev.coffer.backup.BackupData.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.backup.create.BackupCreation;
import dev.coffer.backup.restore.Restore;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.UsedBlobs;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.verify.Share;
import dev.coffer.backup.verify.SnapshotCheck;
import dev.coffer.dialect.Dialect;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots of a database, restored onto each kind of database. */
abstract class BackupContract {
  @TempDir private Path directory = Path.of("");

  private TestDatabase database;
  private Coffer coffer;
  private BackupRepository repository;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer = BackupData.open(database);
    repository = BackupRepository.create(directory.resolve("repository"), null);
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private static OwnTransactions own(TestDatabase database, Coffer coffer) {
    return new OwnTransactions(
        coffer.entityManagerFactory().unwrap(SessionFactory.class),
        database.dialect(),
        new SchemaAccess(1, 1, "test"),
        new StatisticsRecorder());
  }

  private BackupCreation.Made backUp() {
    return new BackupCreation(own(database, coffer), repository, Duration.ofHours(1), null)
        .run("test", List.of("nightly"));
  }

  private RestoreReport restore(TestDatabase target, Coffer to, String name, ConflictRule rule) {
    Manifest manifest = Manifest.of(name, repository.readSnapshot(name));
    try (BlobStore store = repository.blobs()) {
      return new Restore(own(target, to), RestorePlan.all().withConflicts(rule), null)
          .run(store, manifest);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.Product.class)
  void eachSnapshotIsRestoredOntoEachDatabase(Dialect.Product product) throws Exception {
    fill(coffer);
    BackupCreation.Made first = backUp();
    List<String> rowsAtFirst = BackupData.rows(database);
    changeAThird();
    BackupCreation.Made second = backUp();
    List<String> rowsAtSecond = BackupData.rows(database);

    assertThat(second.addedBytes()).isPositive().isLessThan(first.addedBytes());
    assertRestores(product, first, rowsAtFirst);
    assertRestores(product, second, rowsAtSecond);
  }

  /** Of each nine records, one is changed, one deleted and one expires; contents are too. */
  private void changeAThird() {
    RecordRepository<String, String> names = coffer.records("names", String.class);
    for (int i = 0; i < 3_000; i += 9) {
      names.put("name " + i, "changed " + i);
    }
    List<String> deleted = new ArrayList<>();
    List<String> expiring = new ArrayList<>();
    for (int i = 0; i < 3_000; i += 9) {
      deleted.add("name " + (i + 1));
      expiring.add("name " + (i + 2));
    }
    names.deleteAll(deleted);
    names.touchAll(expiring, Expiry.after(Duration.ofDays(1)));
    for (int i = 0; i < 7; i++) {
      byte[] content = ("content " + i).getBytes(StandardCharsets.UTF_8);
      coffer.contents().delete(releasedHash(content));
    }
    coffer.contents().store(noise(8, 1 << 20));
  }

  private ContentHash releasedHash(byte[] content) {
    ContentHash hash = BackupData.hashOf(content);
    coffer.contents().release(hash);
    return hash;
  }

  private void assertRestores(
      Dialect.Product product, BackupCreation.Made made, List<String> expected) throws Exception {
    Manifest.Totals totals = made.manifest().totals();
    try (TestDatabase target = BackupData.newDatabase(product);
        Coffer restored = BackupData.open(target)) {
      RestoreReport report = restore(target, restored, made.name(), ConflictRule.REFUSE);

      assertThat(report.problems()).isEmpty();
      assertThat(report.records()).isEqualTo(report.comparedRecords()).isEqualTo(totals.records());
      assertThat(report.comparedContents()).isEqualTo(totals.contents());
      assertThat(BackupData.rows(target)).isEqualTo(expected);
      assertThat(restored.verify().isClean()).isTrue();
      assertThat(restored.records("names", String.class).get("after training")).isPresent();
      // New contents do not get the ids of restored ones.
      restored.contents().store(noise(77, 50));
      assertThat(restore(target, restored, made.name(), ConflictRule.REFUSE).records()).isZero();
    }
  }

  @Test
  void anUnchangedDatabaseAddsNothing() {
    fill(coffer);
    assertThat(backUp().addedBytes()).isPositive();

    assertThat(backUp().addedBytes()).isZero();
  }

  @Test
  void changesAddTheirRangesAlone() throws Exception {
    fill(coffer);
    BackupCreation.Made first = backUp();
    coffer.records("names", String.class).put("name 1500", "changed");
    coffer.records("names", String.class).delete("name 20");
    coffer.contents().store(noise(9, 5_000));

    BackupCreation.Made second = backUp();

    assertThat(second.addedBytes()).isBetween(5_000L, first.addedBytes() / 10);
    assertThat(second.manifest().totals().records())
        .isEqualTo(first.manifest().totals().records() - 1);
    try (TestDatabase target = TestDatabase.h2();
        Coffer restored = BackupData.open(target)) {
      restore(target, restored, first.name(), ConflictRule.REFUSE);
      assertThatThrownBy(() -> restore(target, restored, second.name(), ConflictRule.REFUSE))
          .isInstanceOf(RestoreConflictException.class)
          .hasMessageContaining("name 1500");
      restore(target, restored, second.name(), ConflictRule.NEWER);
      restored.evictCachedRecords();
      assertThat(restored.records("names", String.class).get("name 1500")).contains("changed");
      assertThat(restored.records("names", String.class).get("name 20")).isPresent();
    }
  }

  @Test
  void damageDoesNotEnterASnapshot() throws Exception {
    fill(coffer);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update coffer_record set frame = (select x.frame from (select frame from coffer_record"
              + " where collection = 'letters') x) where record_key = 'name 9'");
    }

    Manifest manifest = backUp().manifest();

    assertThat(manifest.damage()).singleElement().asString().contains("name 9");
    assertThat(manifest.totals().records()).isEqualTo(3_003);
    // The damaged range is read again, so that a healed record enters the next snapshot.
    coffer.records("names", String.class).put("name 9", "healed");
    assertThat(backUp().manifest().damage()).isEmpty();
  }

  /** Each write changes two records to the same value, so a snapshot must never show two values. */
  @Test
  void aSnapshotShowsOneMomentBesideWriters() throws Exception {
    RecordRepository<String, String> pairs = coffer.records("pairs", String.class);
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      pairs.putAll(Map.of("a", "0", "z", "0"));
      for (int i = 0; i < 2_000; i += 500) {
        Map<String, String> filler = new LinkedHashMap<>();
        for (int j = i; j < i + 500; j++) {
          filler.put("m" + j, "filler");
        }
        pairs.putAll(filler);
      }
      Future<Integer> writer =
          threads.submit(
              () -> {
                int round = 1;
                while (!stop.get()) {
                  String value = Integer.toString(round++);
                  coffer.runInTransaction(
                      stores -> {
                        RecordRepository<String, String> own =
                            stores.records().records("pairs", String.class);
                        own.put("a", value);
                        own.put("z", value);
                      });
                }
                return round;
              });
      for (int i = 0; i < 5; i++) {
        BackupCreation.Made made = backUp();
        try (TestDatabase target = TestDatabase.h2();
            Coffer restored = BackupData.open(target)) {
          restore(target, restored, made.name(), ConflictRule.REFUSE);
          RecordRepository<String, String> copy = restored.records("pairs", String.class);
          assertThat(copy.get("a")).isPresent().isEqualTo(copy.get("z"));
        }
      }
      stop.set(true);
      assertThat(writer.get()).isGreaterThan(5);
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void aSnapshotIsCheckedCompletely() throws Exception {
    fill(coffer);
    BackupCreation.Made made = backUp();

    SnapshotCheck.Result whole = check(made, id -> true);

    assertThat(whole.problems()).isEmpty();
    assertThat(whole.readBlobs()).isPositive();
    long shares = 0;
    for (int i = 0; i < 3; i++) {
      shares += check(made, new Share(i, 3)::hasBlob).bytes();
    }
    long dictionaries = 2 * check(made, id -> false).bytes();
    assertThat(shares).isEqualTo(whole.bytes() + dictionaries);
    try (Stream<Path> packs = Files.list(directory.resolve("repository/packs"))) {
      Path pack = packs.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(pack);
      bytes[100] ^= 1;
      Files.write(pack, bytes);
    }
    assertThat(check(made, id -> true).problems()).isNotEmpty();
  }

  private SnapshotCheck.Result check(BackupCreation.Made made, Predicate<BlobId> selection) {
    try (BlobStore store = repository.blobs()) {
      return new SnapshotCheck(store, made.manifest(), selection, null).run();
    }
  }

  @Test
  void aPrunedRepositoryStillRestores() throws Exception {
    fill(coffer);
    BackupCreation.Made first = backUp();
    coffer.records("names", String.class).deleteRange(Range.all());
    coffer.records("names", String.class).put("new", "value");
    BackupCreation.Made second = backUp();
    repository.removeSnapshot(first.name());
    Instant now = Instant.now();
    for (int i = 0; i < 3; i++) {
      UsedBlobs used;
      try (BlobStore store = repository.blobs()) {
        used = new UsedBlobs(store);
        used.add(second.manifest());
      }
      repository.prune(used.all(), Duration.ofHours(1), now.plusSeconds(7_200L * i), false);
      assertThat(check(second, id -> true).problems()).isEmpty();
    }
    try (TestDatabase target = TestDatabase.h2();
        Coffer restored = BackupData.open(target)) {
      restore(target, restored, second.name(), ConflictRule.REFUSE);
      assertThat(BackupData.rows(target)).isEqualTo(BackupData.rows(database));
    }
  }

  @Test
  void aBackupIsMadeVerifiedForgottenAndRestored() throws Exception {
    fill(coffer);
    Backups backups =
        coffer.backups(
            BackupSettings.at(directory.resolve("own"))
                .withSecret(RepositorySecret.passphrase("correct horse".toCharArray()))
                .withGrace(Duration.ofHours(1)));

    BackupReport first = backups.create("nightly");
    CheckReport trial = backups.verify(first.snapshot(), CheckLevel.TRIAL);
    coffer.records("names", String.class).put("name 5", "later");
    BackupReport second = backups.create();

    assertThat(trial.problems()).isEmpty();
    assertThat(trial.comparedRecords()).isEqualTo(first.snapshot().records());
    assertThat(trial.comparedContents()).isEqualTo(first.snapshot().contents());
    assertThat(second.addedBytes()).isLessThan(first.addedBytes() / 10);
    assertThat(backups.snapshots())
        .extracting(Snapshot::id)
        .containsExactly(second.snapshot().id(), first.snapshot().id());
    assertThat(backups.snapshots().get(1).verified()).isNotNull();
    assertThat(backups.snapshot(first.snapshot().id().substring(0, 10))).isPresent();
    for (int i = 0; i < 2; i++) {
      assertThat(backups.verifyShare(second.snapshot(), 2).isSound()).isTrue();
    }
    assertThat(backups.forget(RetentionPolicy.none().keepLast(1), true))
        .extracting(RetentionReport::isKept)
        .containsExactly(true, false);
    coffer.records("names", String.class).deleteRange(Range.all());
    RestorePlan letters = RestorePlan.all().withCollection("names");
    assertThat(backups.restore(second.snapshot(), letters).records()).isPositive();
    assertThat(coffer.records("names", String.class).get("name 5")).contains("later");
    assertThat(coffer.verify().isClean()).isTrue();
    assertThat(backups.prune(false).marked()).isZero();
  }

  @Test
  void idsOfOtherContentsAreRefused() throws Exception {
    long id = coffer.contents().store(noise(1, 100)).id();
    BackupCreation.Made made = backUp();
    try (TestDatabase target = TestDatabase.h2();
        Coffer other = BackupData.open(target)) {
      BackupData.storeWithId(other, id);

      assertThatThrownBy(() -> restore(target, other, made.name(), ConflictRule.REFUSE))
          .isInstanceOf(RestoreConflictException.class)
          .hasMessageContaining("another content has this id");
      assertThat(Arrays.asList(BackupData.rows(target).toString().split("coffer_content\\[", -1)))
          .hasSize(3);
    }
  }
}
