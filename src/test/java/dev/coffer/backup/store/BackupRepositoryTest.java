package dev.coffer.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositorySecret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blobs and snapshots in a repository, plain and encrypted. */
class BackupRepositoryTest {
  private static final RepositorySecret PASSPHRASE =
      RepositorySecret.passphrase("correct horse".toCharArray());

  @TempDir private Path directory = Path.of("");

  static Stream<@Nullable RepositorySecret> secrets() {
    byte[] file = new byte[64];
    new Random(5).nextBytes(file);
    return Stream.of(null, PASSPHRASE, RepositorySecret.keyFile(file));
  }

  private static byte[] noise(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static BlobId frame(int number) {
    return BlobId.ofIdentity(
        BlobKind.FRAME, ("content " + number).getBytes(StandardCharsets.US_ASCII));
  }

  private static void fill(BackupRepository repository, int from, int to) {
    try (BlobStore blobs = repository.blobs()) {
      for (int i = from; i < to; i++) {
        blobs.add(frame(i), noise(i, 10_000));
      }
      blobs.flush();
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void blobsAndSnapshotsAreReadAgain(@Nullable RepositorySecret secret) {
    fill(BackupRepository.create(directory, secret), 0, 100);
    BackupRepository again = BackupRepository.open(directory, secret);
    String snapshot = again.addSnapshot(new byte[] {1, 2, 3});

    try (BlobStore blobs = again.blobs()) {
      for (int i = 0; i < 100; i++) {
        assertThat(blobs.has(frame(i))).isTrue();
        assertThat(blobs.read(frame(i))).isEqualTo(noise(i, 10_000));
      }
      assertThat(blobs.has(frame(100))).isFalse();
      assertThatThrownBy(() -> blobs.read(frame(100)))
          .isInstanceOf(DamagedRepositoryException.class);
    }
    assertThat(again.snapshots()).containsExactly(snapshot);
    assertThat(again.readSnapshot(snapshot)).containsExactly(1, 2, 3);
  }

  @Test
  void manyBlobsFillSeveralPacks() throws IOException {
    BackupRepository repository = BackupRepository.create(directory, null);
    fill(repository, 0, 4_000);

    assertThat(names("packs")).hasSize(3);
    assertThat(names("tmp")).isEmpty();
    try (BlobStore blobs = repository.blobs()) {
      assertThat(blobs.read(frame(3_999))).isEqualTo(noise(3_999, 10_000));
    }
  }

  @Test
  void packsWithoutAnIndexAreFound() throws IOException {
    fill(BackupRepository.create(directory, PASSPHRASE), 0, 10);
    for (Path each : paths("index")) {
      Files.delete(each);
    }

    BackupRepository again = BackupRepository.open(directory, PASSPHRASE);
    try (BlobStore blobs = again.blobs()) {
      assertThat(blobs.read(frame(3))).isEqualTo(noise(3, 10_000));
      blobs.flush();
    }
    assertThat(names("index")).hasSize(1);
  }

  @Test
  void anUnfinishedPackLeavesNothing() throws IOException {
    BackupRepository repository = BackupRepository.create(directory, null);
    try (BlobStore blobs = repository.blobs()) {
      blobs.add(frame(1), noise(1, 100));
      assertThat(blobs.has(frame(1))).isTrue();
    }
    assertThat(names("packs")).isEmpty();
    assertThat(names("tmp")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void everyChangedByteIsFound(@Nullable RepositorySecret secret) throws IOException {
    BackupRepository repository = BackupRepository.create(directory, secret);
    try (BlobStore blobs = repository.blobs()) {
      blobs.add(frame(1), noise(1, 60));
      blobs.flush();
    }
    String snapshot = repository.addSnapshot(noise(2, 60));
    BackupRepository again = BackupRepository.open(directory, secret);
    for (String kind : List.of("packs", "index", "snapshots")) {
      Path file = paths(kind).get(0);
      byte[] sound = Files.readAllBytes(file);
      for (int at = 0; at < sound.length; at++) {
        byte[] changed = sound.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        assertThat(problems(again, snapshot))
            .as("byte %s of %s in %s", at, sound.length, kind)
            .singleElement()
            .asString()
            .contains(kind + "/" + file.getFileName());
      }
      Files.write(file, Arrays.copyOf(sound, sound.length - 1));
      assertThat(problems(again, snapshot))
          .singleElement()
          .asString()
          .contains(kind + "/" + file.getFileName());
      Files.write(file, sound);
    }
    assertThat(problems(again, snapshot)).isEmpty();
  }

  /** What a complete check finds, with one line for each damaged file. */
  private static List<String> problems(BackupRepository repository, String snapshot) {
    Inspection inspection = repository.inspection();
    List<String> problems = new ArrayList<>(inspection.listProblems().values());
    try (BlobStore store = repository.blobs()) {
      inspection.checkSizes(store);
      repository.packs().forEach(each -> inspection.checkBytes(store, each));
      store.damagedPacks().byName().values().forEach(each -> problems.add(each.getMessage()));
    }
    try {
      repository.readSnapshot(snapshot);
    } catch (DamagedRepositoryException e) {
      assertThat(problems).contains(e.getMessage());
    }
    return problems;
  }

  @Test
  void filesOfAnotherRepositoryAreNotUsed() throws IOException {
    Path other = directory.resolve("other");
    Path own = directory.resolve("own");
    fill(BackupRepository.create(other, null), 0, 1);
    fill(BackupRepository.create(own, null), 1, 2);
    Path pack;
    try (Stream<Path> packs = Files.list(other.resolve("packs"))) {
      pack = packs.findFirst().orElseThrow();
      Files.copy(pack, own.resolve("packs").resolve(pack.getFileName()));
    }

    try (BlobStore blobs = BackupRepository.open(own, null).blobs()) {
      assertThat(blobs.has(frame(0))).isFalse();
      assertThatThrownBy(() -> blobs.read(frame(0)))
          .isInstanceOf(DamagedRepositoryException.class)
          .hasMessageContaining(pack.getFileName().toString());
      assertThat(blobs.read(frame(1))).isEqualTo(noise(1, 10_000));
    }
  }

  @Test
  void theHeadOfAnotherRepositoryIsRefused() throws IOException {
    Path other = directory.resolve("other");
    Path own = directory.resolve("own");
    BackupRepository.create(other, null);
    fill(BackupRepository.create(own, null), 1, 2);
    Files.copy(
        other.resolve("repository"),
        own.resolve("repository"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> BackupRepository.open(own, null))
        .isInstanceOf(DamagedRepositoryException.class)
        .hasMessageContaining("file repository")
        .hasMessageContaining("Put back a copy");
  }

  @Test
  void aLostHeadOrKeyIsNamed() throws IOException {
    fill(BackupRepository.create(directory, PASSPHRASE), 1, 2);
    for (String each : List.of("repository", "key")) {
      Path file = directory.resolve(each);
      byte[] sound = Files.readAllBytes(file);
      for (int at = -1; at < sound.length; at++) {
        if (at < 0) {
          Files.delete(file);
        } else {
          byte[] changed = sound.clone();
          changed[at] ^= 1;
          Files.write(file, changed);
        }
        assertThatThrownBy(() -> BackupRepository.openOrCreate(directory, PASSPHRASE))
            .as("byte %s of %s", at, each)
            .isInstanceOf(DamagedRepositoryException.class)
            .hasMessageContaining("file " + each)
            .hasMessageContaining("Put back a copy");
      }
      Files.write(file, sound);
    }
    BackupRepository.open(directory, PASSPHRASE);
  }

  @Test
  void anInterruptedCreationIsCompleted() throws IOException {
    BackupRepository.create(directory, PASSPHRASE);
    Files.delete(directory.resolve("repository"));

    fill(BackupRepository.openOrCreate(directory, PASSPHRASE), 0, 1);

    assertThat(BackupRepository.open(directory, PASSPHRASE).snapshots()).isEmpty();
  }

  @Test
  void anotherSecretIsRefused() {
    BackupRepository.create(directory, PASSPHRASE);

    assertThatThrownBy(() -> BackupRepository.open(directory, null))
        .isInstanceOf(CofferException.class)
        .hasMessageContaining("encrypted");
    assertThatThrownBy(
            () ->
                BackupRepository.open(
                    directory, RepositorySecret.passphrase("wrong horse".toCharArray())))
        .isInstanceOf(CofferException.class)
        .hasMessageContaining("does not open");
    assertThatThrownBy(
            () -> BackupRepository.open(directory, RepositorySecret.keyFile(new byte[32])))
        .isInstanceOf(CofferException.class)
        .hasMessageContaining("passphrase");
  }

  @Test
  void anotherPassphraseReplacesOneFile() throws IOException {
    fill(BackupRepository.create(directory, PASSPHRASE), 0, 3);
    List<Path> before = paths("packs");
    RepositorySecret newer = RepositorySecret.passphrase("battery staple".toCharArray());

    BackupRepository.open(directory, PASSPHRASE).changeSecret(newer);

    assertThat(paths("packs")).isEqualTo(before);
    assertThatThrownBy(() -> BackupRepository.open(directory, PASSPHRASE))
        .isInstanceOf(CofferException.class);
    try (BlobStore blobs = BackupRepository.open(directory, newer).blobs()) {
      assertThat(blobs.read(frame(2))).isEqualTo(noise(2, 10_000));
    }
  }

  @Test
  void anEncryptedRepositoryHasNoPlainBytes() throws IOException {
    byte[] secret = "a text that nobody may read".getBytes(StandardCharsets.US_ASCII);
    BackupRepository repository = BackupRepository.create(directory, PASSPHRASE);
    try (BlobStore blobs = repository.blobs()) {
      blobs.add(BlobKind.RECORDS, secret);
      blobs.flush();
    }
    repository.addSnapshot(secret);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
            .as(each.toString())
            .doesNotContain("nobody may read")
            .doesNotContain("correct horse");
      }
    }
    assertThat(PASSPHRASE).hasToString("passphrase");
  }

  @Test
  void aDirectoryWithOtherFilesIsRefused() throws IOException {
    Files.writeString(directory.resolve("holiday.txt"), "sun");

    assertThatThrownBy(() -> BackupRepository.create(directory, null))
        .isInstanceOf(CofferException.class)
        .hasMessageContaining("not empty");
    assertThatThrownBy(() -> BackupRepository.open(directory, null))
        .isInstanceOf(CofferException.class)
        .hasMessageContaining("no backup repository");
  }

  @Test
  void aZipFileIsARepositoryToo() throws IOException {
    URI zip = URI.create("jar:" + directory.resolve("backup.zip").toUri());
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      fill(BackupRepository.create(files.getPath("/backup"), PASSPHRASE), 0, 20);
    }
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of());
        BlobStore blobs = BackupRepository.open(files.getPath("/backup"), PASSPHRASE).blobs()) {
      assertThat(blobs.read(frame(19))).isEqualTo(noise(19, 10_000));
    }
  }

  private List<Path> paths(String kind) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(kind))) {
      return new ArrayList<>(files.sorted().toList());
    }
  }

  private List<String> names(String kind) throws IOException {
    return paths(kind).stream().map(each -> each.getFileName().toString()).toList();
  }
}
