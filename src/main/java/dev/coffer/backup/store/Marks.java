package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of packs and index files that will be deleted, each with the time of the mark. A marked
 * file is deleted when the mark is older than the grace and still nothing needs the file. A backup
 * that began before the mark may still rely on the file; it must end within the grace. Thread-safe.
 *
 * <p>A mark has the name of the marked file. A damaged mark therefore still keeps backups from
 * relying on the file, but it has no time, so that nothing is deleted by it.
 */
final class Marks {
  private static final Logger log = LoggerFactory.getLogger(Marks.class);

  private final SealedFiles files;
  private final RepositoryFiles raw;

  Marks(SealedFiles files, RepositoryFiles raw) {
    this.files = files;
    this.raw = raw;
  }

  /**
   * A mark.
   *
   * @param name the name of the marked file, and of the mark's own file
   * @param path the path of the marked file; null if the mark is damaged
   * @param since the time of the mark, by the clock of the process that made it
   */
  record Mark(String name, @Nullable String path, Instant since) {

    boolean isDamaged() {
      return path == null;
    }

    boolean isOlderThan(Duration grace, Instant now) {
      return !isDamaged() && since.plus(grace).isBefore(now);
    }
  }

  /** The names of all marked files. */
  Set<String> names() {
    return new HashSet<>(files.names(FileKind.MARK));
  }

  List<Mark> all() {
    List<Mark> marks = new ArrayList<>();
    for (String name : files.names(FileKind.MARK)) {
      try {
        marks.add(read(name));
      } catch (DamagedRepositoryException e) {
        // It may also have been removed since it was listed.
        if (raw.exists(FileKind.MARK.path(name))) {
          log.warn("A mark cannot be read, so nothing is deleted by it.", e);
          marks.add(new Mark(name, null, Instant.EPOCH));
        }
      }
    }
    return marks;
  }

  /**
   * Reads one mark.
   *
   * @throws DamagedRepositoryException if it is missing or damaged
   */
  Mark read(String name) {
    String own = FileKind.MARK.path(name);
    BinaryReader in = new BinaryReader(own, files.readAs(FileKind.MARK, name));
    Mark mark = new Mark(name, in.text(), Instant.ofEpochMilli(in.number()));
    in.requireEnd();
    if (!FileKind.PACK.path(name).equals(mark.path())
        && !FileKind.INDEX.path(name).equals(mark.path())) {
      throw new DamagedRepositoryException(own, "it is the mark of " + mark.path() + '.');
    }
    return mark;
  }

  /** Whether a mark is as it was read. Another process may have removed or renewed it. */
  boolean isUnchanged(Mark mark) {
    try {
      return read(mark.name()).equals(mark);
    } catch (DamagedRepositoryException e) {
      return false;
    }
  }

  void add(FileKind kind, String name, Instant now) {
    files.writeAs(
        FileKind.MARK,
        name,
        new BinaryWriter().text(kind.path(name)).number(now.toEpochMilli()).toBytes());
  }

  void remove(Mark mark) {
    raw.delete(FileKind.MARK.path(mark.name()));
  }
}
