package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositoryAccessException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The files of a repository on any file system. Thread-safe.
 *
 * <p>A file is written under a temporary name, made durable and renamed, so that a name in a
 * directory of the repository always has a complete file. Nothing changes a file after that.
 */
final class RepositoryFiles {
  private static final String TEMPORARY = "tmp";
  private static final int BUFFER = 1 << 16;

  /** A file under another name is none of ours, such as one that a file manager makes. */
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path root;

  RepositoryFiles(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Creates the directories. */
  void createDirectories() {
    attempt(
        "create the directories of",
        "",
        () -> {
          createDirectory(root.resolve(TEMPORARY));
          for (FileKind each : FileKind.values()) {
            createDirectory(root.resolve(each.directory()));
          }
          return true;
        });
  }

  /** An object store needs no parents, and a provider for one may fail to look for them. */
  private static void createDirectory(Path path) throws IOException {
    try {
      Files.createDirectory(path);
    } catch (NoSuchFileException e) {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      // An interrupted creation made it.
      return;
    }
  }

  /** Whether an interrupted creation of a repository leaves a file or directory of this name. */
  static boolean isOwnName(String name) {
    return name.equals(TEMPORARY)
        || name.equals(MasterKeyFile.PATH)
        || Arrays.stream(FileKind.values()).anyMatch(each -> each.directory().equals(name));
  }

  boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }

  /** The names in a directory, sorted; empty if the directory is absent. */
  List<String> list(String directory) {
    return attempt(
        "list",
        directory,
        () -> {
          List<String> names = new ArrayList<>();
          try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path each : entries) {
              // The names of directories of a zip file end with a slash.
              names.add(String.valueOf(each.getFileName()).replace("/", ""));
            }
          } catch (NoSuchFileException | NotDirectoryException e) {
            // The second one is what a zip file says of an absent directory.
            return List.of();
          }
          names.sort(Comparator.naturalOrder());
          return names;
        });
  }

  /** The names of the files of a kind, sorted. Files with other names are ignored. */
  List<String> names(FileKind kind) {
    return list(kind.directory()).stream().filter(NAME.asMatchPredicate()).toList();
  }

  long size(String path) {
    return attempt("read", path, () -> Files.size(root.resolve(path)));
  }

  /** Reads a whole file. */
  byte[] read(String path) {
    return attempt("read", path, () -> Files.readAllBytes(root.resolve(path)));
  }

  /** Reads a part of a file. */
  byte[] read(String path, long offset, int length) {
    return attempt(
        "read",
        path,
        () -> {
          ByteBuffer buffer = ByteBuffer.allocate(length);
          try (SeekableByteChannel channel = Files.newByteChannel(root.resolve(path))) {
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
              // Continue until the part is complete.
            }
          }
          if (buffer.hasRemaining()) {
            throw new DamagedRepositoryException(path, "it ends too early.");
          }
          return buffer.array();
        });
  }

  /** The SHA-256 digest of a file in hexadecimal digits. */
  String digest(String path) {
    return attempt(
        "read",
        path,
        () -> {
          MessageDigest digest = Sha256.digest();
          byte[] buffer = new byte[BUFFER];
          try (InputStream in = Files.newInputStream(root.resolve(path))) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
              digest.update(buffer, 0, count);
            }
          }
          return Sha256.hex(digest.digest());
        });
  }

  /** Deletes a file; an absent one is deleted already. */
  void delete(String path) {
    attempt("delete", path, () -> Files.deleteIfExists(root.resolve(path)));
  }

  /** Writes a small file. A sound file of this name stays as it is: its name tells its bytes. */
  void write(String path, byte[] bytes) {
    try (NewFile file = create()) {
      file.write(bytes);
      file.publish(path);
    }
  }

  /** Replaces a file whose name does not tell its bytes. */
  void replace(String path, byte[] bytes) {
    try (NewFile file = create()) {
      file.write(bytes);
      file.publish(path, true);
    }
  }

  /** Begins a new file. */
  NewFile create() {
    String name = TEMPORARY + '/' + UUID.randomUUID();
    return attempt("create", name, () -> newFile(name));
  }

  private NewFile newFile(String name) throws IOException {
    try {
      return new NewFile(name);
    } catch (NoSuchFileException e) {
      if (!exists(RepositoryHead.PATH)) {
        throw e;
      }
      // A copy of a repository may lack its empty directories.
      createDirectories();
      return new NewFile(name);
    }
  }

  /** The paths of temporary files, which belong to a running or an interrupted writer. */
  List<String> temporary() {
    return list(TEMPORARY).stream().map(each -> TEMPORARY + '/' + each).toList();
  }

  /** The time at which a file was last written, by the clock of the file system. */
  long modifiedMillis(String path) {
    return attempt("read", path, () -> Files.getLastModifiedTime(root.resolve(path)).toMillis());
  }

  /** A file that is being written. Used by one thread. */
  final class NewFile implements AutoCloseable {
    private final String temporary;
    private final SeekableByteChannel channel;
    private boolean published;

    private NewFile(String temporary) throws IOException {
      this.temporary = temporary;
      this.channel =
          Files.newByteChannel(
              root.resolve(temporary), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(byte[] bytes) {
      attempt(
          "write",
          temporary,
          () -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
            return true;
          });
    }

    void publish(String path) {
      publish(path, false);
    }

    private void publish(String path, boolean replace) {
      attempt(
          "write",
          path,
          () -> {
            if (channel instanceof FileChannel file) {
              file.force(true);
            }
            channel.close();
            Path to = root.resolve(path);
            Path from = root.resolve(temporary);
            // A file of this name with other bytes is damaged, and these are its right ones.
            if (replace || !Files.exists(to) || Files.mismatch(from, to) >= 0) {
              move(from, to);
              published = true;
              syncDirectory(Objects.requireNonNull(to.getParent()));
            }
            return true;
          });
    }

    @Override
    public void close() {
      attempt(
          "write",
          temporary,
          () -> {
            channel.close();
            return published || Files.deleteIfExists(root.resolve(temporary));
          });
    }
  }

  /** Replaces an existing file, which some file systems refuse to do atomically. */
  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException
        | FileAlreadyExistsException
        | UnsupportedOperationException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes a new name durable. Only the file systems of Unix can open a directory. */
  private void syncDirectory(Path directory) {
    if (!root.getFileSystem().equals(java.nio.file.FileSystems.getDefault())) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows refuses to open a directory and makes names durable by itself.
      return;
    }
  }

  private interface Operation<T> {
    T run() throws IOException;
  }

  private <T> T attempt(String verb, String path, Operation<T> operation) {
    try {
      return operation.run();
    } catch (NoSuchFileException e) {
      throw new DamagedRepositoryException(path, "it is missing.", e);
    } catch (IOException e) {
      throw new RepositoryAccessException(
          "Coffer could not "
              + verb
              + " '"
              + path
              + "' in the backup repository "
              + root
              + ": "
              + e.getMessage()
              + ". Check the rights and the free space there.",
          e);
    }
  }
}
