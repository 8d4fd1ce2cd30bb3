package dev.coffer.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The removal of blobs that no snapshot needs. */
class PruningTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir private Path directory = Path.of("");

  private BackupRepository repository;

  @BeforeEach
  void create() {
    repository = BackupRepository.create(directory, null);
  }

  private static byte[] noise(int seed) {
    byte[] bytes = new byte[10_000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static BlobId frame(int number) {
    return BlobId.ofIdentity(
        BlobKind.FRAME, ("content " + number).getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes one pack with these blobs. */
  private void pack(int from, int to) {
    try (BlobStore blobs = repository.blobs()) {
      for (int i = from; i < to; i++) {
        blobs.add(frame(i), noise(i));
      }
      blobs.flush();
    }
  }

  private static Set<BlobId> used(int from, int to) {
    Set<BlobId> used = new HashSet<>();
    for (int i = from; i < to; i++) {
      used.add(frame(i));
    }
    return used;
  }

  private BackupRepository.Pruned prune(Set<BlobId> used, Instant now) {
    return repository.prune(used, DAY, now, false);
  }

  private void requireReadable(int from, int to) {
    try (BlobStore blobs = BackupRepository.open(directory, null).blobs()) {
      for (int i = from; i < to; i++) {
        assertThat(blobs.read(frame(i))).isEqualTo(noise(i));
      }
    }
  }

  private List<String> packs() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("packs"))) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anUnusedPackIsMarkedAndDeletedAfterTheGrace() throws IOException {
    pack(0, 10);
    pack(10, 20);
    Set<BlobId> used = used(0, 10);

    assertThat(prune(used, NOW)).isEqualTo(new BackupRepository.Pruned(1, 0, 0, 0));
    assertThat(packs()).hasSize(2);
    assertThat(prune(used, NOW.plus(DAY))).isEqualTo(new BackupRepository.Pruned(0, 0, 0, 0));
    assertThat(prune(used, NOW.plus(DAY).plusMillis(1)).deleted()).isEqualTo(1);
    assertThat(packs()).hasSize(1);
    requireReadable(0, 10);
  }

  @Test
  void aPackOfMostlyGarbageIsRewritten() throws IOException {
    pack(0, 20);
    Set<BlobId> used = used(0, 5);

    BackupRepository.Pruned first = prune(used, NOW);

    assertThat(first.rewritten()).isEqualTo(1);
    assertThat(packs()).hasSize(2);
    requireReadable(0, 5);
    assertThat(prune(used, NOW.plus(DAY.multipliedBy(2))).freedBytes()).isGreaterThan(200_000);
    assertThat(packs()).hasSize(1);
    requireReadable(0, 5);
    assertThat(prune(used, NOW.plus(DAY.multipliedBy(4))))
        .isEqualTo(new BackupRepository.Pruned(0, 0, 0, 0));
  }

  @Test
  void aPackWithLittleGarbageStays() throws IOException {
    pack(0, 20);

    assertThat(prune(used(0, 15), NOW).marked()).isZero();
    assertThat(packs()).hasSize(1);
  }

  @Test
  void aMarkedPackIsNotReliedOn() throws IOException {
    pack(0, 10);
    prune(Set.of(), NOW);

    try (BlobStore blobs = repository.blobs()) {
      assertThat(blobs.has(frame(3))).isFalse();
      assertThat(blobs.read(frame(3))).isEqualTo(noise(3));
    }
    pack(3, 4);
    prune(used(3, 4), NOW.plus(DAY.multipliedBy(2)));
    assertThat(packs()).hasSize(1);
    requireReadable(3, 4);
  }

  /** A backup that began before the mark has ended since, and needs the pack. */
  @Test
  void aPackThatIsNeededAgainLosesItsMark() throws IOException {
    pack(0, 10);
    prune(Set.of(), NOW);

    prune(used(0, 10), NOW.plus(DAY.multipliedBy(2)));

    assertThat(packs()).hasSize(1);
    requireReadable(0, 10);
    try (BlobStore blobs = repository.blobs()) {
      assertThat(blobs.has(frame(3))).isTrue();
    }
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    pack(0, 20);

    BackupRepository.Pruned forecast = repository.prune(used(0, 5), DAY, NOW, true);

    assertThat(forecast).isEqualTo(new BackupRepository.Pruned(1, 1, 0, 0));
    assertThat(packs()).hasSize(1);
    assertThat(directory.resolve("marks")).isEmptyDirectory();
  }

  @Test
  void manyIndexFilesAreCombined() throws IOException {
    for (int i = 0; i < 20; i++) {
      pack(i, i + 1);
    }

    prune(used(0, 20), NOW);
    prune(used(0, 20), NOW.plus(DAY.multipliedBy(2)));

    try (Stream<Path> files = Files.list(directory.resolve("index"))) {
      assertThat(files).hasSize(1);
    }
    requireReadable(0, 20);
  }
}
