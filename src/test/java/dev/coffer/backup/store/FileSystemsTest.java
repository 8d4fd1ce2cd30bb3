package dev.coffer.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositorySecret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A repository on file systems that are not the default one. */
class FileSystemsTest {
  private static final RepositorySecret KEY = RepositorySecret.keyFile(new byte[64]);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path directory = Path.of("");

  /** The file systems. */
  enum Kind {
    LOCAL,
    ZIP,
    MEMORY_UNIX,
    MEMORY_WINDOWS
  }

  /** A file system, and whether it is closed after use. */
  private FileSystem open(Kind kind) throws IOException {
    return switch (kind) {
      case LOCAL -> FileSystems.getDefault();
      case ZIP ->
          FileSystems.newFileSystem(
              URI.create("jar:" + directory.resolve("backup.zip").toUri()),
              Map.of("create", "true"));
      case MEMORY_UNIX -> Jimfs.newFileSystem(Configuration.unix());
      case MEMORY_WINDOWS -> Jimfs.newFileSystem(Configuration.windows());
    };
  }

  private Path root(Kind kind, FileSystem files) {
    return switch (kind) {
      case LOCAL -> directory.resolve("repository");
      case ZIP, MEMORY_UNIX -> files.getPath("/backups/coffer");
      case MEMORY_WINDOWS -> files.getPath("C:\\backups\\coffer");
    };
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

  private static void fill(BackupRepository repository, int from, int to) {
    try (BlobStore blobs = repository.blobs()) {
      for (int i = from; i < to; i++) {
        blobs.add(frame(i), noise(i));
      }
      blobs.flush();
    }
  }

  private static void requireReadable(Path root, int from, int to) {
    try (BlobStore blobs = BackupRepository.open(root, KEY).blobs()) {
      for (int i = from; i < to; i++) {
        assertThat(blobs.read(frame(i))).isEqualTo(noise(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isWrittenReadCheckedAndPruned(Kind kind) throws IOException {
    FileSystem files = open(kind);
    try {
      Path root = root(kind, files);
      BackupRepository repository = BackupRepository.openOrCreate(root, KEY);
      fill(repository, 0, 20);
      fill(repository, 20, 40);
      String snapshot = repository.addSnapshot(noise(1));
      if (kind == Kind.ZIP) {
        files.close();
        files = open(kind);
        root = root(kind, files);
        repository = BackupRepository.open(root, KEY);
      }
      requireReadable(root, 0, 40);
      assertThat(repository.snapshots()).containsExactly(snapshot);
      assertThat(repository.readSnapshot(snapshot)).isEqualTo(noise(1));
      assertThat(problems(repository)).isEmpty();

      Set<BlobId> used = new HashSet<>();
      for (int i = 0; i < 25; i++) {
        used.add(frame(i));
      }
      Instant now = Instant.now();
      assertThat(repository.prune(used, DAY, now, false).rewritten()).isEqualTo(1);
      Instant later = now.plus(DAY.multipliedBy(2));
      assertThat(repository.prune(used, DAY, later, false).deleted()).isEqualTo(1);
      requireReadable(root, 0, 25);
      assertThat(problems(repository)).isEmpty();
      try (Stream<Path> left = Files.list(root.resolve("tmp"))) {
        assertThat(left).isEmpty();
      }

      repository.changeSecret(RepositorySecret.keyFile(noise(5)));
      assertThat(BackupRepository.open(root, RepositorySecret.keyFile(noise(5))).snapshots())
          .containsExactly(snapshot);
    } finally {
      if (kind != Kind.LOCAL) {
        files.close();
      }
    }
  }

  /** A file system without atomic renames may show a part of a file under its name. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPartOfAFileIsNoFile(Kind kind) throws IOException {
    FileSystem files = open(kind);
    try {
      Path root = root(kind, files);
      BackupRepository repository = BackupRepository.openOrCreate(root, KEY);
      fill(repository, 0, 10);
      String name = repository.addSnapshot(noise(1));
      Path manifest = root.resolve("snapshots").resolve(name);
      Files.write(manifest, List.of("half of it"));

      assertThatThrownBy(() -> repository.readSnapshot(name))
          .isInstanceOf(DamagedRepositoryException.class)
          .hasMessageContaining("snapshots/" + name);
      assertThat(problems(repository)).singleElement().asString().contains(name);
      requireReadable(root, 0, 10);
    } finally {
      if (kind != Kind.LOCAL) {
        files.close();
      }
    }
  }

  private static List<String> problems(BackupRepository repository) {
    Inspection inspection = repository.inspection();
    try (BlobStore store = repository.blobs()) {
      inspection.checkAll(store);
      assertThat(inspection.headProblems()).isEmpty();
      return Stream.concat(
              inspection.listProblems().values().stream(), store.unneededProblems().stream())
          .toList();
    }
  }
}
