package dev.coffer.content.read;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.content.part.Manifest;
import dev.coffer.content.row.Batches;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.row.Statements;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads contents. Each frame's checksum is checked when it is decoded, and each length is compared
 * with the stored one. The list of parts is compared with its digest before the first byte of the
 * parts is returned. So damage never becomes wrong bytes. Thread-safe.
 */
public final class ContentReader {

  /** The largest number of contents that one query loads into memory. */
  private static final int BATCH = 64;

  private static final PartReader.Start BEGINNING = new PartReader.Start(0, 0);

  private final ContentSettings settings;
  private final DamagedContents damaged;
  private final StatisticsRecorder statistics;

  public ContentReader(
      ContentSettings settings, DamagedContents damaged, StatisticsRecorder statistics) {
    this.settings = settings;
    this.damaged = damaged;
    this.statistics = statistics;
  }

  /** A content that is ready to be read, and the part that contains the first requested byte. */
  private record Opened(
      LocatedContent content, @Nullable Manifest manifest, PartReader.Start start) {}

  /** Opens a content by hash, from an offset. */
  public InputStream open(Transactions transactions, ContentHash hash, long offset, long length) {
    return open(transactions, hash, offset, length, unit -> byHash(unit, hash));
  }

  /** Opens a content to which a row refers. */
  public InputStream open(Transactions transactions, StoredContent content) {
    return open(transactions, content.hash(), 0, Long.MAX_VALUE, unit -> byId(unit, content));
  }

  /** Opens a content by hash for reads at any position. */
  public SeekableByteChannel openChannel(Transactions transactions, ContentHash hash) {
    ReadEvents events = new ReadEvents(hash, transactions, damaged, statistics);
    try {
      Opened opened = transactions.read(unit -> check(unit, byHash(unit, hash), 0));
      LocatedContent content = opened.content();
      if (opened.manifest() == null) {
        byte[] raw = content.raw();
        events.read(raw.length);
        return new ContentChannel(raw, events);
      }
      PartReader parts = new PartReader(content, BEGINNING, transactions::read);
      return new ContentChannel(parts, content.row().size(), events);
    } catch (DamageFound e) {
      if (transactions.mayLag()) {
        // The bytes of the primary may be sound.
        return openChannel(transactions.primary(), hash);
      }
      throw events.damaged(e);
    }
  }

  private InputStream open(
      Transactions transactions,
      ContentHash hash,
      long offset,
      long length,
      Work<LocatedContent> locate) {
    if (offset < 0 || length < 0) {
      throw new IndexOutOfBoundsException(
          "A range begins at 0 or later and has no negative length: " + offset + ", " + length);
    }
    ReadEvents events = new ReadEvents(hash, transactions, damaged, statistics);
    try {
      Opened opened = transactions.read(unit -> check(unit, locate.run(unit), offset));
      LocatedContent content = opened.content();
      // The size is trusted only if the frame, or the list of parts, agrees with it.
      byte[] raw = opened.manifest() == null ? content.raw() : null;
      long size = content.row().size();
      if (offset > size) {
        throw new IndexOutOfBoundsException(
            "The content " + hash + " has " + size + " bytes; none is at offset " + offset + ".");
      }
      long count = Math.min(length, size - offset);
      if (raw != null) {
        events.read(count);
        return new FrameInputStream(raw, (int) offset, (int) count);
      }
      PartReader parts = new PartReader(content, opened.start(), transactions::read);
      return new PartsInputStream(parts, events, offset - opened.start().offset(), count);
    } catch (DamageFound e) {
      if (transactions.mayLag()) {
        // The bytes of the primary may be sound.
        return open(transactions.primary(), hash, offset, length, locate);
      }
      throw events.damaged(e);
    }
  }

  private static Opened check(UnitOfWork unit, LocatedContent content, long offset)
      throws SQLException {
    Manifest manifest = content.manifest();
    PartReader.Start start =
        manifest == null ? BEGINNING : PartReader.check(unit, content, manifest, offset);
    return new Opened(content, manifest, start);
  }

  private LocatedContent byHash(UnitOfWork unit, ContentHash hash) throws SQLException {
    LocatedContent content = LocatedContent.byHash(unit, settings.domain(), hash);
    if (content == null) {
      throw new ContentNotFoundException(hash, "No content is stored under " + hash + ".");
    }
    return content;
  }

  private static LocatedContent byId(UnitOfWork unit, StoredContent content) throws SQLException {
    ContentHash hash = content.hash();
    List<LocatedContent> found;
    try {
      found = LocatedContent.byId(unit, Set.of(content.id()));
    } catch (DamagedContentRowException e) {
      throw new DamageFound(Set.of(content.id()), String.valueOf(e.getMessage()), e);
    }
    // After a restore an id may belong to another content than the one that the host remembers.
    if (found.isEmpty() || !found.get(0).row().hash().equals(hash)) {
      throw new ContentNotFoundException(hash, "The content " + hash + " is no longer stored.");
    }
    return found.get(0);
  }

  /** Reads whole contents into memory. Ids without a content are ignored. */
  public Map<Long, byte[]> readAll(UnitOfWork unit, Collection<Long> contentIds)
      throws SQLException {
    Map<Long, byte[]> bytes = new HashMap<>();
    List<Long> distinct = List.copyOf(new TreeSet<>(contentIds));
    for (List<Long> slice : Statements.slices(distinct, BATCH)) {
      for (LocatedContent content : LocatedContent.byId(unit, new TreeSet<>(slice))) {
        bytes.put(content.row().id(), readBytes(unit, content));
      }
    }
    return bytes;
  }

  private byte[] readBytes(UnitOfWork unit, LocatedContent content) throws SQLException {
    ContentHash hash = content.row().hash();
    try {
      Manifest manifest = content.manifest();
      byte[] raw = manifest == null ? content.raw() : joined(unit, content, manifest);
      statistics.contentRead(raw.length);
      return raw;
    } catch (DamageFound e) {
      damaged.remember(e.contentIds());
      throw ReadEvents.exception(hash, e);
    }
  }

  private static byte[] joined(UnitOfWork unit, LocatedContent content, Manifest manifest)
      throws SQLException {
    PartReader.check(unit, content, manifest, 0);
    long size = content.row().size();
    if (size > Integer.MAX_VALUE - Long.BYTES) {
      throw new CofferException(
          "The content "
              + content.row().hash()
              + " has "
              + size
              + " bytes, too many for an array; open it as a stream.");
    }
    PartReader parts = new PartReader(content, BEGINNING, Batches.within(unit));
    byte[] whole = new byte[(int) size];
    int end = 0;
    for (PartReader.RawPart part = parts.next(size); part != null; part = parts.next(size - end)) {
      System.arraycopy(part.raw(), 0, whole, end, part.raw().length);
      end += part.raw().length;
    }
    return whole;
  }

  /** Reads a whole content and compares every hash. */
  public void verify(Transactions transactions, ContentHash hash) {
    ReadEvents events = new ReadEvents(hash, transactions, damaged, statistics);
    try {
      Opened opened = transactions.read(unit -> check(unit, byHash(unit, hash), 0));
      LocatedContent content = opened.content();
      ContentHasher hasher = ContentHasher.of(hash.algorithm());
      if (opened.manifest() == null) {
        byte[] raw = content.raw();
        hasher.update(raw, 0, raw.length);
      } else {
        requireParts(transactions, content, opened.manifest());
        hashParts(new PartReader(content, BEGINNING, transactions::read), content, hasher);
      }
      compare(hash, hasher.finish(), content.row().id());
      damaged.clear(transactions, content);
    } catch (DamageFound e) {
      throw events.damaged(e);
    } catch (SQLException e) {
      throw new DatabaseOperationException("The content " + hash + " could not be read.", e);
    }
  }

  /**
   * Checks the number of parts. A part beyond a gap is never read, but it keeps a content, and the
   * list differs from the stored one.
   */
  private static void requireParts(
      Transactions transactions, LocatedContent content, Manifest manifest) {
    long id = content.row().id();
    long parts = transactions.read(unit -> PartRows.count(unit, id));
    if (parts != manifest.count()) {
      throw new DamageFound(
          Set.of(id),
          "its list has " + parts + " parts where " + manifest.count() + " were stored");
    }
  }

  private static void hashParts(PartReader parts, LocatedContent content, ContentHasher whole)
      throws SQLException {
    long size = content.row().size();
    for (PartReader.RawPart part = parts.next(size); part != null; part = parts.next(size)) {
      byte[] raw = part.raw();
      whole.update(raw, 0, raw.length);
      ContentHash expected = part.part().hash();
      if (!ContentHasher.hash(expected.algorithm(), raw).equals(expected)) {
        throw new DamageFound(
            Set.copyOf(List.of(content.row().id(), part.part().id())),
            "the bytes of part " + part.part().position() + " do not match its hash");
      }
    }
  }

  private static void compare(ContentHash expected, ContentHash actual, long contentId) {
    if (!expected.equals(actual)) {
      throw new DamageFound(Set.of(contentId), "its bytes have the hash " + actual);
    }
  }
}
