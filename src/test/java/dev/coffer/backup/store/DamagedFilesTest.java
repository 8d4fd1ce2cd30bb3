package dev.coffer.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.backup.DamagedRepositoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sound in a repository can be used beside damaged files. */
class DamagedFilesTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final byte[] BYTES = new byte[5_000];

  static {
    new Random(4).nextBytes(BYTES);
  }

  @TempDir private Path directory = Path.of("");

  private BackupRepository repository;

  @BeforeEach
  void create() {
    repository = BackupRepository.create(directory, null);
  }

  private static BlobId frame(int number) {
    return BlobId.ofIdentity(
        BlobKind.FRAME, ("content " + number).getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes one pack with these blobs, and returns its path. */
  private Path pack(int... numbers) throws IOException {
    List<Path> before = files("packs");
    try (BlobStore blobs = repository.blobs()) {
      for (int each : numbers) {
        blobs.add(frame(each), BYTES);
      }
      blobs.flush();
    }
    return files("packs").stream().filter(each -> !before.contains(each)).findFirst().orElseThrow();
  }

  private List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(kind))) {
      return files.sorted().toList();
    }
  }

  private static void damage(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at < 0 ? bytes.length + at : at] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aDamagedIndexFileCountsAsAbsent() throws IOException {
    pack(1, 2);
    pack(3, 4);
    damage(files("index").get(0), 60);

    try (BlobStore blobs = repository.blobs()) {
      for (int i = 1; i <= 4; i++) {
        assertThat(blobs.has(frame(i))).isTrue();
        assertThat(blobs.read(frame(i))).isEqualTo(BYTES);
      }
      blobs.flush();
    }
    assertThat(files("index")).hasSize(3);
  }

  @Test
  void aPackWithoutReadableListsIsLeftOut() throws IOException {
    Path lost = pack(1, 2);
    pack(3, 4);
    for (Path each : files("index")) {
      Files.delete(each);
    }
    damage(lost, -20);

    try (BlobStore blobs = repository.blobs()) {
      assertThat(blobs.has(frame(1))).isFalse();
      assertThatThrownBy(() -> blobs.read(frame(1)))
          .isInstanceOf(DamagedRepositoryException.class)
          .hasMessageContaining(lost.getFileName().toString());
      assertThat(blobs.read(frame(3))).isEqualTo(BYTES);
    }
  }

  @Test
  void aMissingPackIsNamed() throws IOException {
    Path lost = pack(1, 2);
    Files.delete(lost);

    try (BlobStore blobs = repository.blobs()) {
      assertThat(blobs.has(frame(1))).isFalse();
      assertThatThrownBy(() -> blobs.requireThere(frame(2)))
          .isInstanceOf(DamagedRepositoryException.class)
          .hasMessageContaining(lost.getFileName().toString());
    }
  }

  /** Two backups at the same time may copy the same blob into two packs. */
  @Test
  void aSoundCopyStandsInForADamagedOne() throws IOException {
    Path first = pack(1, 2, 3);
    Path second = pack(1, 3);
    for (Path damaged : List.of(first, second)) {
      byte[] sound = Files.readAllBytes(damaged);
      damage(damaged, 1_000);
      try (BlobStore blobs = repository.blobs()) {
        assertThat(blobs.read(frame(1))).isEqualTo(BYTES);
      }
      Files.delete(damaged);
      try (BlobStore blobs = repository.blobs()) {
        assertThat(blobs.read(frame(1))).isEqualTo(BYTES);
      }
      Files.write(damaged, sound);
    }
    damage(first, 1_000);
    damage(second, 1_000);
    try (BlobStore blobs = repository.blobs()) {
      assertThatThrownBy(() -> blobs.read(frame(1))).isInstanceOf(DamagedRepositoryException.class);
    }
  }

  @Test
  void aReaderFindsWhatAPruningCopiedSince() throws IOException {
    Path old = pack(1, 2, 3, 4, 5, 6);
    try (BlobStore reader = repository.blobs()) {
      repository.prune(Set.of(frame(2)), DAY, NOW, false);
      repository.prune(Set.of(frame(2)), DAY, NOW.plus(DAY.multipliedBy(2)), false);
      assertThat(old).doesNotExist();

      assertThat(reader.read(frame(2))).isEqualTo(BYTES);
      assertThatThrownBy(() -> reader.read(frame(1)))
          .isInstanceOf(DamagedRepositoryException.class);
    }
  }

  @Test
  void nothingIsDeletedByADamagedMark() throws IOException {
    Path pack = pack(1, 2);
    repository.prune(Set.of(), DAY, NOW, false);
    damage(files("marks").get(0), 40);

    try (BlobStore blobs = repository.blobs()) {
      // The pack may be about to be deleted by a pruning that read the mark before.
      assertThat(blobs.has(frame(1))).isFalse();
      assertThat(blobs.read(frame(1))).isEqualTo(BYTES);
    }
    Instant later = NOW.plus(DAY.multipliedBy(2));
    assertThat(repository.prune(Set.of(), DAY, later, false).marked()).isEqualTo(1);
    assertThat(pack).exists();
    repository.prune(Set.of(), DAY, later.plus(DAY).plusSeconds(60), false);
    assertThat(pack).doesNotExist();
    assertThat(files("marks")).isEmpty();
  }

  @Test
  void theMarkOfAnotherPackIsDamaged() throws IOException {
    pack(1);
    pack(2);
    repository.prune(Set.of(), DAY, NOW, false);
    List<Path> marks = files("marks");
    byte[] bytes = Files.readAllBytes(marks.get(0));
    Files.write(marks.get(0), Files.readAllBytes(marks.get(1)));
    Files.write(marks.get(1), bytes);

    assertThat(repository.inspection().listProblems().keySet())
        .containsExactlyInAnyOrder(
            "marks/" + marks.get(0).getFileName(), "marks/" + marks.get(1).getFileName());
    repository.prune(Set.of(), DAY, NOW.plus(DAY.multipliedBy(2)), false);
    assertThat(files("packs")).hasSize(2);
  }

  /** It would have to read a blob that cannot be read. */
  @Test
  void aPruningGoesOnBesideADamagedPack() throws IOException {
    Path half = pack(1, 2, 3, 4, 5);
    Path unused = pack(6);
    damage(half, 100);

    assertThat(repository.prune(Set.of(frame(1)), DAY, NOW, false))
        .isEqualTo(new BackupRepository.Pruned(1, 0, 0, 0));
    repository.prune(Set.of(frame(1)), DAY, NOW.plus(DAY.multipliedBy(2)), false);
    assertThat(half).exists();
    assertThat(unused).doesNotExist();
  }

  @Test
  void aPruningReplacesDamagedIndexFiles() throws IOException {
    pack(1);
    damage(files("index").get(0), 50);

    repository.prune(Set.of(frame(1)), DAY, NOW, false);
    repository.prune(Set.of(frame(1)), DAY, NOW.plus(DAY.multipliedBy(2)), false);

    assertThat(repository.inspection().listProblems()).isEmpty();
    assertThat(files("index")).hasSize(1);
    try (BlobStore blobs = repository.blobs()) {
      assertThat(blobs.read(frame(1))).isEqualTo(BYTES);
    }
  }

  @Test
  void aPruningDeletesTheFilesOfKilledWriters() throws IOException {
    Path left = Files.write(directory.resolve("tmp/killed"), BYTES);

    repository.prune(Set.of(), DAY, Instant.now(), false);
    assertThat(left).exists();
    repository.prune(Set.of(), DAY, Instant.now().plus(DAY.multipliedBy(2)), false);
    assertThat(left).doesNotExist();
  }

  @Test
  void filesWithOtherNamesAreIgnored() throws IOException {
    pack(1);
    for (String each : List.of("packs", "index", "snapshots", "checks", "marks")) {
      Files.write(directory.resolve(each).resolve("Thumbs.db"), BYTES);
    }

    assertThat(repository.inspection().listProblems()).isEmpty();
    assertThat(repository.snapshots()).isEmpty();
    try (BlobStore blobs = repository.blobs()) {
      assertThat(blobs.read(frame(1))).isEqualTo(BYTES);
    }
  }
}
