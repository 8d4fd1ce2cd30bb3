package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of file in turn is changed, truncated, removed and swapped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DamageContract {
  private static final RepositorySecret KEY = RepositorySecret.keyFile(noise(99, 64));

  @TempDir private static Path directory = Path.of("");

  private final TestDatabase target = newDatabase();
  private final Coffer restored = BackupData.open(target);
  private final Map<Boolean, Source> sources = new HashMap<>();

  abstract TestDatabase newDatabase();

  record Letter(String text, ContentHash attachment) {}

  /**
   * A repository with two snapshots, two results of checks and two marks, and what it must give.
   */
  private record Source(
      Path path,
      boolean encrypted,
      Snapshot first,
      Snapshot second,
      List<String> firstRows,
      List<String> secondRows) {

    BackupSettings settings(Path at) {
      BackupSettings plain = BackupSettings.at(at).withGrace(Duration.ofHours(1));
      return encrypted ? plain.withSecret(KEY) : plain;
    }

    List<Snapshot> snapshots() {
      return List.of(first, second);
    }

    List<String> rows(Snapshot snapshot) {
      return snapshot.equals(first) ? firstRows : secondRows;
    }
  }

  @BeforeAll
  void create() throws Exception {
    for (boolean encrypted : List.of(false, true)) {
      Path path = directory.resolve("source-" + encrypted);
      sources.put(encrypted, newSource(path, encrypted));
    }
  }

  @AfterAll
  void close() {
    restored.close();
    target.close();
  }

  private static byte[] noise(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Source newSource(Path path, boolean encrypted) throws Exception {
    Source draft = null;
    try (TestDatabase database = newDatabase();
        Coffer coffer = BackupData.open(database)) {
      BackupSettings settings = BackupSettings.at(path).withGrace(Duration.ofHours(1));
      Backups backups = coffer.backups(encrypted ? settings.withSecret(KEY) : settings);
      for (int i = 0; i < 2; i++) {
        coffer.records("passing", byte[].class).put("a", noise(i, 1_000));
        backups.create();
      }
      coffer.records("passing", byte[].class).delete("a");
      Map<String, String> names = new LinkedHashMap<>();
      for (int i = 0; i < 300; i++) {
        names.put("name " + i, "value " + i);
      }
      coffer.records("names", String.class).putAll(names);
      ContentHash attachment = coffer.contents().store(noise(5, 50_000)).hash();
      coffer.records("letters", Letter.class).put("a", new Letter("see there", attachment));
      Snapshot first = backups.create("kept").snapshot();
      List<String> firstRows = BackupData.rows(database);
      coffer.records("names", String.class).put("name 5", "later");
      coffer.contents().store(noise(6, 20_000));
      Snapshot second = backups.create("kept").snapshot();
      backups.verify(first, CheckLevel.STRUCTURE);
      backups.verify(second, CheckLevel.STRUCTURE);
      backups.forget(RetentionPolicy.none().keepTag("kept"), false);
      assertThat(backups.prune(false).marked()).isEqualTo(2);
      draft = new Source(path, encrypted, first, second, firstRows, BackupData.rows(database));
    }
    for (String each : List.of("packs", "index", "snapshots", "checks", "marks")) {
      assertThat(files(path, each)).hasSizeGreaterThanOrEqualTo(2);
    }
    return draft;
  }

  private static List<Path> files(Path repository, String kind) throws IOException {
    if (!Files.isDirectory(repository.resolve(kind))) {
      return List.of(repository.resolve(kind));
    }
    try (Stream<Path> files = Files.list(repository.resolve(kind))) {
      return files.sorted().toList();
    }
  }

  /** One way to damage a file; the other one is of the same kind. */
  private interface Damage {
    void to(Path file, Path other) throws IOException;
  }

  private static Damage flip(Random random, int place) {
    return (file, other) -> {
      byte[] bytes = Files.readAllBytes(file);
      int at = place == 0 ? 0 : place == 1 ? bytes.length - 1 : random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
    };
  }

  private static void truncate(Path file, Path other) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
  }

  private static void empty(Path file, Path other) throws IOException {
    Files.write(file, new byte[0]);
  }

  private static void swap(Path file, Path other) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
    Files.write(other, bytes);
  }

  /** All damage that leaves the file there. */
  private static Map<String, Damage> damages(long seed) {
    Random random = new Random(seed);
    Map<String, Damage> damages = new LinkedHashMap<>();
    for (int i = 0; i < 5; i++) {
      damages.put("flip " + i + " of seed " + seed, flip(random, i));
    }
    damages.put("truncate", DamageContract::truncate);
    damages.put("empty", DamageContract::empty);
    damages.put("swap", DamageContract::swap);
    return damages;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static boolean isMarked(Path repository, Path file) {
    return Files.exists(repository.resolve("marks").resolve(file.getFileName()));
  }

  private static String pathOf(Path repository, Path file) {
    return repository.relativize(file).toString().replace('\\', '/');
  }

  @ParameterizedTest
  @CsvSource({
    "packs, false", "packs, true", "index, false", "index, true", "snapshots, false",
    "snapshots, true", "checks, false", "checks, true", "marks, false", "marks, true"
  })
  void damageIsNamedAndTheRestIsRestored(String kind, boolean encrypted) throws Exception {
    Source source = Objects.requireNonNull(sources.get(encrypted));
    long seed = new Random().nextInt(10_000);
    int number = 0;
    for (Map.Entry<String, Damage> damage : damages(seed).entrySet()) {
      Path repository = directory.resolve(kind + '-' + encrypted + '-' + number++);
      copy(source.path(), repository);
      // The bytes of a pack that nothing needs are not read.
      List<Path> files =
          files(repository, kind).stream()
              .filter(each -> !kind.equals("packs") || !isMarked(repository, each))
              .toList();
      Path file = files.get(number % files.size());
      damage.getValue().to(file, files.get((number + 1) % files.size()));

      check(source, repository, damage.getKey(), pathOf(repository, file));
    }
  }

  /** Verifies and restores both snapshots. */
  private void check(Source source, Path repository, String damage, String file)
      throws SQLException {
    SnapshotRepository snapshots = Coffer.openRepository(source.settings(repository));
    Backups backups = restored.backups(source.settings(repository));
    List<String> found = new ArrayList<>();
    for (Snapshot each : source.snapshots()) {
      CheckReport report = snapshots.verify(each, CheckLevel.ALL);
      found.addAll(report.problems());
      found.addAll(report.repositoryProblems());
      assertThat(report.isSound())
          .as("%s of %s: %s", damage, file, report.problems())
          .isEqualTo(report.problems().isEmpty());
      if (file.startsWith("packs/") || file.startsWith("snapshots/") || damage.equals("swap")) {
        restore(source, backups, each, report, damage + " of " + file);
      }
    }
    assertThat(found).as("%s of %s", damage, file).anyMatch(each -> each.contains(file));
    boolean isSnapshot = file.startsWith("snapshots/");
    assertThat(snapshots.snapshots())
        .as("%s of %s", damage, file)
        .hasSize(!isSnapshot ? 2 : damage.equals("swap") ? 0 : 1);
  }

  private void restore(
      Source source, Backups backups, Snapshot snapshot, CheckReport report, String damage)
      throws SQLException {
    BackupData.deleteRows(target);
    restored.evictCachedRecords();
    try {
      backups.restore(snapshot, RestorePlan.all());
      assertThat(BackupData.rows(target)).as(damage).isEqualTo(source.rows(snapshot));
    } catch (DamagedRepositoryException e) {
      assertThat(report.problems())
          .as("%s: %s", damage, e.getMessage())
          .anyMatch(each -> each.contains(e.file()));
      // Nothing wrong was written.
      assertThat(source.rows(snapshot)).as(damage).containsAll(BackupData.rows(target));
      if (e.file().startsWith("snapshots/")) {
        assertThat(BackupData.rows(target)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMissingFileIsNamedIfItIsNeeded(boolean encrypted) throws Exception {
    Source source = Objects.requireNonNull(sources.get(encrypted));
    for (String kind : List.of("packs", "index", "snapshots", "checks", "marks")) {
      int number = 0;
      for (Path original : files(source.path(), kind)) {
        Path repository = directory.resolve("removed-" + kind + encrypted + number++);
        copy(source.path(), repository);
        String file = pathOf(source.path(), original);
        Files.delete(repository.resolve(file));
        Backups backups = restored.backups(source.settings(repository));
        List<String> problems = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Snapshot each : source.snapshots()) {
          CheckReport report = backups.verify(each, CheckLevel.ALL);
          problems.addAll(report.problems());
          others.addAll(report.repositoryProblems());
          restore(source, backups, each, report, "removal of " + file);
        }
        boolean marked = isMarked(source.path(), original);
        switch (kind) {
          case "packs" ->
              assertThat(problems.stream().anyMatch(each -> each.contains(file)))
                  .isEqualTo(!marked);
          case "snapshots" -> assertThat(problems).singleElement().asString().contains(file);
          case "index" -> {
            assertThat(problems).isEmpty();
            assertThat(others).allMatch(each -> each.contains("No index file lists"));
          }
          default -> {
            assertThat(problems).isEmpty();
            assertThat(others).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void whatDoesNotNeedADamagedPackIsRestored() throws Exception {
    Source source = Objects.requireNonNull(sources.get(false));
    Path repository = directory.resolve("half");
    copy(source.path(), repository);
    Backups backups = restored.backups(source.settings(repository));
    for (Path each : files(repository, "packs")) {
      byte[] sound = Files.readAllBytes(each);
      Files.delete(each);
      CheckReport first = backups.verify(source.first(), CheckLevel.ALL);
      CheckReport second = backups.verify(source.second(), CheckLevel.ALL);
      if (first.isSound() && !second.isSound()) {
        BackupData.deleteRows(target);
        assertThatThrownBy(() -> backups.restore(source.second(), RestorePlan.all()))
            .isInstanceOf(DamagedRepositoryException.class)
            .hasMessageContaining(each.getFileName().toString());
        BackupData.deleteRows(target);
        restored.evictCachedRecords();
        RestoreReport letters =
            backups.restore(source.first(), RestorePlan.all().withCollection("letters"));
        assertThat(letters.records()).isEqualTo(1);
        assertThat(restored.records("letters", Letter.class).get("a")).isPresent();
        return;
      }
      Files.write(each, sound);
    }
    throw new AssertionError("No pack belongs to the second snapshot alone.");
  }

  @ParameterizedTest
  @CsvSource({"repository, false", "repository, true", "key, true"})
  void withoutItsHeadARepositoryIsNotOpened(String name, boolean encrypted) throws Exception {
    Source source = Objects.requireNonNull(sources.get(encrypted));
    Path foreign = directory.resolve("foreign-" + name + encrypted);
    restored.backups(source.settings(foreign)).create();
    Map<String, Damage> damages = damages(new Random().nextInt(10_000));
    damages.put("remove", (file, other) -> Files.delete(file));
    Path repository = directory.resolve("head-" + name + encrypted);
    copy(source.path(), repository);
    SnapshotRepository opened = Coffer.openRepository(source.settings(repository));
    Path file = repository.resolve(name);
    byte[] sound = Files.readAllBytes(file);
    byte[] other = Files.readAllBytes(foreign.resolve(name));
    for (Map.Entry<String, Damage> each : damages.entrySet()) {
      each.getValue().to(file, foreign.resolve(name));

      assertThatThrownBy(() -> Coffer.openRepository(source.settings(repository)))
          .as(each.getKey())
          .isInstanceOf(CofferException.class)
          .hasMessageContaining(name)
          .hasMessageMatching("(?s).*(Put back a copy|do not belong together).*");
      assertThatThrownBy(() -> restored.backups(source.settings(repository)))
          .as(each.getKey())
          .isInstanceOf(CofferException.class)
          .hasMessageContaining(name);
      if (!name.equals("key") || !each.getKey().equals("swap")) {
        assertThat(opened.verify(source.first(), CheckLevel.STRUCTURE).problems())
            .as(each.getKey())
            .singleElement()
            .asString()
            .contains("file " + name);
      }
      Files.write(file, sound);
      Files.write(foreign.resolve(name), other);
    }
    assertThat(opened.verify(source.first(), CheckLevel.ALL).isSound()).isTrue();
  }
}
