package dev.coffer.content.read;

import dev.coffer.api.DamagedFrameException;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.part.Manifest;
import dev.coffer.content.read.PartRows.FramedPart;
import dev.coffer.content.read.PartRows.Part;
import dev.coffer.content.row.Batches;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of one content in order, in batches of a few parts. Each batch is a separate read
 * and holds no connection afterwards. Not thread-safe.
 */
final class PartReader {

  /** The largest number of parts in one batch: less than 4 MiB of frames. */
  private static final int BATCH = 8;

  private static final int PAGE = 1000;

  private static final Start BEFORE_ALL = new Start(-1, -1);

  private final LocatedContent content;
  private final Batches batches;
  private final Deque<FramedPart> fetched = new ArrayDeque<>();
  private int position;
  private long offset;

  /** A reader that begins with the part at a position, which begins at an offset. */
  PartReader(LocatedContent content, Start start, Batches batches) {
    this.content = content;
    this.batches = batches;
    this.position = start.position();
    this.offset = start.offset();
  }

  /** The start of a read: a part, and the offset at which it begins. */
  record Start(int position, long offset) {}

  /** The raw bytes of a part, and its entry in the list. */
  // Not compared: it only carries the bytes of a part to its reader.
  @SuppressWarnings("ArrayRecordComponent")
  record RawPart(Part part, byte[] raw) {}

  /**
   * Reads the whole list of parts and compares it with the manifest's digest.
   *
   * @return the part that contains the byte at this offset
   */
  static Start check(UnitOfWork unit, LocatedContent content, Manifest manifest, long offset)
      throws SQLException {
    long id = content.row().id();
    Manifest.Builder actual = new Manifest.Builder(manifest.digest().algorithm());
    Start start = new Start(0, 0);
    List<Part> page;
    do {
      page = PartRows.list(unit, id, actual.count(), PAGE, content.current());
      for (Part part : page) {
        if (part.position() != actual.count() || part.offset() != actual.size()) {
          throw new DamageFound(Set.of(id), "its parts are out of order");
        }
        if (part.offset() <= offset) {
          start = new Start(part.position(), part.offset());
        }
        actual.add(part.hash(), part.size());
      }
    } while (page.size() == PAGE);
    if (!actual.build().equals(manifest) || manifest.size() != content.row().size()) {
      throw new DamageFound(Set.of(id), "its parts are not those that were stored");
    }
    return start;
  }

  /**
   * Reads the next part.
   *
   * @param wanted the number of bytes that will be read from here on, so that no more are fetched
   * @return null after the last part
   */
  @Nullable RawPart next(long wanted) throws SQLException {
    if (offset == content.row().size()) {
      return null;
    }
    if (fetched.isEmpty()) {
      int limit = (int) Math.min(BATCH, 1 + wanted / Chunker.SMALLEST);
      fetched.addAll(
          batches.run(
              unit ->
                  PartRows.frames(unit, content.row().id(), position, limit, content.current())));
    }
    FramedPart next = fetched.peek();
    if (next == null || next.part().position() != position || next.part().offset() != offset) {
      throw new DamageFound(Set.of(content.row().id()), "part " + position + " is missing");
    }
    byte[] raw = raw(next);
    fetched.remove();
    position++;
    offset += raw.length;
    return new RawPart(next.part(), raw);
  }

  /**
   * Skips parts that end within this number of bytes, without reading them.
   *
   * @return the number of skipped bytes, at most {@code count}
   */
  long skip(long count) throws SQLException {
    long begin = offset;
    long target = offset + count;
    while (!fetched.isEmpty() && offset + fetched.element().part().size() <= target) {
      offset += fetched.remove().part().size();
      position++;
    }
    if (fetched.isEmpty() && target - offset >= Chunker.SMALLEST) {
      long from = offset;
      Optional<Start> found =
          batches.run(unit -> PartRows.partAt(unit, content.row().id(), target, content.current()));
      Start start = found.orElse(BEFORE_ALL);
      if (start.offset() < from || start.position() < position) {
        throw new DamageFound(Set.of(content.row().id()), "part " + position + " is missing");
      }
      position = start.position();
      offset = start.offset();
    }
    return offset - begin;
  }

  /** Continues with the part that contains the byte at this offset, which the content has. */
  void seek(long target) throws SQLException {
    if (target >= offset) {
      skip(target - offset);
      return;
    }
    fetched.clear();
    Start start =
        batches
            .run(unit -> PartRows.partAt(unit, content.row().id(), target, content.current()))
            .orElseThrow(
                () -> new DamageFound(Set.of(content.row().id()), "its first part is missing"));
    position = start.position();
    offset = start.offset();
  }

  private byte[] raw(FramedPart next) {
    try {
      return next.frame().raw(next.part().size());
    } catch (DamagedFrameException e) {
      throw new DamageFound(
          Set.copyOf(List.of(content.row().id(), next.part().id())),
          "of part " + next.part().position() + ", " + e.getMessage(),
          e);
    }
  }
}
