package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.util.Arrays;
import java.util.List;

/** The files of a repository that are read as a whole. Thread-safe. */
final class SealedFiles {
  private static final byte[] WHOLE = {};

  private final RepositoryFiles files;
  private final RepositoryKey key;

  SealedFiles(RepositoryFiles files, RepositoryKey key) {
    this.files = files;
    this.key = key;
  }

  /** The names of the files of a kind, sorted. */
  List<String> names(FileKind kind) {
    return files.names(kind);
  }

  /**
   * Writes a file.
   *
   * @return its name
   */
  String write(FileKind kind, byte[] body) {
    byte[] bytes = sealed(kind, body);
    String name = Sha256.hex(Sha256.of(bytes));
    files.write(kind.path(name), bytes);
    return name;
  }

  /** Writes a file under a name that does not depend on its bytes. */
  void writeAs(FileKind kind, String name, byte[] body) {
    files.write(kind.path(name), sealed(kind, body));
  }

  private byte[] sealed(FileKind kind, byte[] body) {
    RepositoryKey.Sealing sealing = key.begin(kind);
    byte[] sealed = sealing.seal().seal(body, WHOLE);
    byte[] header = sealing.header();
    byte[] bytes = Arrays.copyOf(header, header.length + sealed.length);
    System.arraycopy(sealed, 0, bytes, header.length, sealed.length);
    return bytes;
  }

  /**
   * Reads a file that is stored under the digest of its bytes.
   *
   * @throws DamagedRepositoryException if it is missing, or is not what was written under this name
   */
  byte[] read(FileKind kind, String name) {
    String path = kind.path(name);
    byte[] bytes = files.read(path);
    if (!name.equals(Sha256.hex(Sha256.of(bytes)))) {
      throw new DamagedRepositoryException(path, "its name is not the digest of its bytes.");
    }
    return open(kind, path, bytes);
  }

  /**
   * Reads a file under a name that does not depend on its bytes.
   *
   * @throws DamagedRepositoryException if it is missing, or is not what was written
   */
  byte[] readAs(FileKind kind, String name) {
    String path = kind.path(name);
    return open(kind, path, files.read(path));
  }

  private byte[] open(FileKind kind, String path, byte[] bytes) {
    Seal seal = key.open(path, kind, bytes);
    byte[] sealed = Arrays.copyOfRange(bytes, key.headerLength(), bytes.length);
    return seal.open(path, sealed, WHOLE);
  }
}
