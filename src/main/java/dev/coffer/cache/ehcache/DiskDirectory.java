package dev.coffer.cache.ehcache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.hibernate.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache directory for the frames of one database. Its name contains the identity of the
 * database, so it is never used for the ids of another database, or of the same database with a
 * recreated schema. A release with another entry format starts with an empty directory. It belongs
 * to one process until it is closed.
 */
final class DiskDirectory implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DiskDirectory.class);

  /** The version of the entry format. Increment it with every change of the format. */
  private static final String LAYOUT = "3";

  private static final String STAMP_FILE = "layout";

  private final Path path;
  private final FileChannel lock;

  private DiskDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Locks the directory for this process, and empties it if another release wrote it.
   *
   * @throws IOException if it is not writable or belongs to another process
   */
  static DiskDirectory take(Path parent, String databaseIdentity) throws IOException {
    Files.createDirectories(parent);
    Path path = parent.resolve("coffer-" + databaseIdentity);
    FileChannel lock =
        FileChannel.open(
            parent.resolve("coffer-" + databaseIdentity + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    DiskDirectory directory = new DiskDirectory(path, lock);
    try {
      directory.lock();
      directory.prepare();
      return directory;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The directory of Ehcache's files. */
  Path frames() {
    return path.resolve("frames");
  }

  /** Empties the directory. Its content can be read from the database again. */
  void clear() throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> content = Files.walk(path)) {
        for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
      log.debug("Emptied the cache directory {}.", path);
    }
    Files.createDirectories(path);
    Files.writeString(path.resolve(STAMP_FILE), layout(), StandardCharsets.UTF_8);
  }

  /** Releases the directory for the next cache. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      log.warn("The cache directory {} may stay locked until this process ends.", path, e);
    }
  }

  private void lock() throws IOException {
    try {
      if (lock.tryLock() == null) {
        throw new IOException("another process uses it");
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("this process uses it already", e);
    }
  }

  private void prepare() throws IOException {
    Path stamp = path.resolve(STAMP_FILE);
    if (!Files.exists(stamp) || !Files.readString(stamp).equals(layout())) {
      clear();
    }
  }

  private static String layout() {
    return "hibernate " + Version.getVersionString() + ", layout " + LAYOUT + "\n";
  }
}
