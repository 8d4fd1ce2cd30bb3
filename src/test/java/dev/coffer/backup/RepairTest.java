package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged in a repository comes back from the database, or from another repository. */
class RepairTest {
  private static final RepositorySecret KEY = RepositorySecret.keyFile(BackupData.noise(99, 64));

  @TempDir private Path directory = Path.of("");

  private final TestDatabase database = TestDatabase.h2().migrate();
  private final Coffer coffer = BackupData.open(database);
  private BackupSettings settings;
  private Backups backups;

  @BeforeEach
  void fill() {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      names.put("name " + i, "value " + i);
    }
    coffer.records("names", String.class).putAll(names);
    coffer.records("large", byte[].class).put("large", BackupData.noise(1, 100_000));
    for (int i = 0; i < 5; i++) {
      coffer.contents().store(BackupData.noise(i, 20_000));
    }
    settings = BackupSettings.at(directory.resolve("own")).withSecret(KEY);
    backups = coffer.backups(settings);
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private Path path(String path) {
    return settings.location().resolve(path);
  }

  private List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(path(kind))) {
      return files.sorted().toList();
    }
  }

  private List<Path> unmarkedPacks() throws IOException {
    return files("packs").stream()
        .filter(each -> !Files.exists(path("marks").resolve(each.getFileName())))
        .toList();
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 3));
  }

  private Path copyOfRepository() throws IOException {
    Path copy = directory.resolve("copy");
    try (Stream<Path> files = Files.walk(settings.location())) {
      for (Path each : files.toList()) {
        Files.copy(each, copy.resolve(settings.location().relativize(each).toString()));
      }
    }
    return copy;
  }

  private Map<String, String> contentsOfFiles() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(settings.location())) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        contents.put(each.toString(), HexFormat.of().formatHex(Files.readAllBytes(each)));
      }
    }
    return contents;
  }

  private void requireRestorable(Snapshot snapshot) throws Exception {
    try (TestDatabase target = TestDatabase.h2();
        Coffer restored = BackupData.open(target)) {
      restored.backups(settings).restore(snapshot, RestorePlan.all());
      assertThat(BackupData.rows(target)).isEqualTo(BackupData.rows(database));
    }
  }

  @Test
  void theDatabaseGivesBackWhatIsLost() throws Exception {
    Snapshot snapshot = backups.create().snapshot();
    interface Damage {
      void to(Path file) throws IOException;
    }
    for (Damage each : List.<Damage>of(RepairTest::flip, RepairTest::truncate, Files::delete)) {
      for (Path pack : unmarkedPacks()) {
        each.to(pack);
      }
      assertThat(backups.verify(snapshot, CheckLevel.ALL).isSound()).isFalse();
      Map<String, String> before = contentsOfFiles();

      RepairReport report = backups.repair();

      assertThat(report.problems()).isEmpty();
      assertThat(report.blobs()).isPositive();
      assertThat(contentsOfFiles()).containsAllEntriesOf(before);
      assertThat(backups.verify(snapshot, CheckLevel.ALL).problems()).isEmpty();
    }
    requireRestorable(snapshot);
    assertThat(backups.repair().blobs()).isZero();
  }

  @Test
  void aPruningDeletesDamagedPacksAfterARepair() throws Exception {
    Snapshot snapshot = backups.create().snapshot();
    Path damaged = files("packs").get(0);
    flip(damaged);
    backups.repair();
    assertThat(damaged).exists();

    Backups withoutGrace = coffer.backups(settings.withGrace(Duration.ZERO));
    assertThat(withoutGrace.prune(false).deleted()).isEqualTo(1);

    assertThat(damaged).doesNotExist();
    assertThat(backups.verify(snapshot, CheckLevel.TRIAL).problems()).isEmpty();
    requireRestorable(snapshot);
  }

  @Test
  void anotherRepositoryGivesBackWhatTheDatabaseNoLongerHas() throws Exception {
    Snapshot first = backups.create().snapshot();
    BackupSettings other = BackupSettings.at(directory.resolve("other"));
    coffer.backups(other).create();
    Path lost = files("packs").get(0);
    coffer.records("names", String.class).put("name 9", "changed");
    Snapshot second = backups.create().snapshot();
    Files.delete(lost);

    RepairReport report = backups.repair();

    assertThat(report.problems())
        .isNotEmpty()
        .allMatch(each -> each.contains(first.id()) && each.contains("names"));
    assertThat(backups.verify(second, CheckLevel.ALL).problems()).isEmpty();
    assertThat(backups.verify(first, CheckLevel.ALL).isSound()).isFalse();
    requireRestorable(second);

    assertThat(Coffer.openRepository(settings).repairFrom(other).problems()).isEmpty();
    assertThat(backups.verify(first, CheckLevel.TRIAL).problems()).isEmpty();
  }

  @Test
  void aCopyOfTheRepositoryGivesBackManifests() throws Exception {
    Snapshot snapshot = backups.create().snapshot();
    BackupSettings copy = BackupSettings.at(copyOfRepository()).withSecret(KEY);
    flip(path("snapshots/" + snapshot.id()));
    for (String kind : List.of("packs", "index")) {
      for (Path each : files(kind)) {
        Files.delete(each);
      }
    }
    Files.write(path("packs/" + "0".repeat(64)), new byte[0]);
    assertThat(backups.repair().problems()).anyMatch(each -> each.contains(snapshot.id()));

    assertThat(backups.repairFrom(copy).problems()).isEmpty();

    assertThat(backups.verify(snapshot, CheckLevel.ALL).problems()).isEmpty();
    requireRestorable(snapshot);
  }

  @Test
  void anotherSecretOpensTheRepository() {
    Snapshot snapshot = backups.create().snapshot();
    RepositorySecret newer = RepositorySecret.keyFile(BackupData.noise(98, 64));

    Coffer.openRepository(settings).changeSecret(newer);

    assertThatThrownBy(() -> Coffer.openRepository(settings)).isInstanceOf(CofferException.class);
    assertThat(Coffer.openRepository(settings.withSecret(newer)).latest()).contains(snapshot);
    BackupSettings plain = BackupSettings.at(directory.resolve("plain"));
    Backups unencrypted = coffer.backups(plain);
    assertThatThrownBy(() -> unencrypted.changeSecret(newer))
        .isInstanceOf(CofferException.class)
        .hasMessageContaining("not encrypted");
  }
}
