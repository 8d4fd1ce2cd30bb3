package dev.coffer.backup.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The marks of packs and index files that will be deleted, each with the time of the mark. A marked
 * file is deleted when the mark is older than the grace and still nothing needs the file. A backup
 * that began before the mark may still rely on the file; it must end within the grace. Thread-safe.
 */
final class Marks {
  private final SealedFiles files;
  private final RepositoryFiles raw;

  Marks(SealedFiles files, RepositoryFiles raw) {
    this.files = files;
    this.raw = raw;
  }

  /**
   * A mark.
   *
   * @param name the name of the mark's own file
   * @param path the path of the marked file
   * @param since the time of the mark, by the clock of the process that made it
   */
  record Mark(String name, String path, Instant since) {

    boolean isOlderThan(Duration grace, Instant now) {
      return since.plus(grace).isBefore(now);
    }
  }

  List<Mark> all() {
    List<Mark> marks = new ArrayList<>();
    for (String name : files.names(FileKind.MARK)) {
      BinaryReader in = new BinaryReader(FileKind.MARK.path(name), files.read(FileKind.MARK, name));
      marks.add(new Mark(name, in.text(), Instant.ofEpochMilli(in.number())));
      in.requireEnd();
    }
    return marks;
  }

  void add(String path, Instant now) {
    files.write(FileKind.MARK, new BinaryWriter().text(path).number(now.toEpochMilli()).toBytes());
  }

  void remove(Mark mark) {
    raw.delete(FileKind.MARK.path(mark.name()));
  }
}
