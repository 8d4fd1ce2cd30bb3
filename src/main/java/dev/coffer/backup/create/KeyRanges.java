package dev.coffer.backup.create;

import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.store.BinaryWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides the records of a collection into ranges of adjacent keys. Used by one thread.
 *
 * <p>The keys alone decide where a range ends, at every 64th key on average, so that an added or
 * removed record changes the range around it only. The sizes of the values decide it too where they
 * are large. In the same way the keys decide where a list of ranges ends, at every 256th range on
 * average.
 */
final class KeyRanges {
  private static final int LEAST = 16;
  private static final int AVERAGE = 64;
  private static final int MOST = 512;

  private static final int LEAST_RANGES = 32;
  private static final int AVERAGE_RANGES = 256;
  private static final int MOST_RANGES = 2_048;

  /** The maximum number of bytes of the values of a range, unless one value is larger. */
  private static final long MOST_BYTES = 4 << 20;

  private final String collection;
  private final List<RecordRow> current = new ArrayList<>();
  private long bytes;

  KeyRanges(String collection) {
    this.collection = collection;
  }

  /** The heads of the records of one range. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record HeadRange(List<RecordRow> heads, byte[] fingerprint, long bytes) {

    String firstKey() {
      return heads.get(0).key();
    }

    String lastKey() {
      return heads.get(heads.size() - 1).key();
    }
  }

  /** Adds the next record, and returns the range if the record ends it. */
  @Nullable HeadRange add(RecordRow head) {
    current.add(head);
    if (head.content() == null) {
      bytes += head.size();
    }
    boolean ends = current.size() >= LEAST && (spread(head.key()) & (AVERAGE - 1)) == 0;
    return ends || current.size() >= MOST || bytes >= MOST_BYTES ? end() : null;
  }

  /** Ends the last range; null if it has no record. */
  @Nullable HeadRange end() {
    if (current.isEmpty()) {
      return null;
    }
    HeadRange range = new HeadRange(List.copyOf(current), fingerprint(), bytes);
    current.clear();
    bytes = 0;
    return range;
  }

  private byte[] fingerprint() {
    BinaryWriter out = new BinaryWriter().text(collection).number(current.size());
    current.forEach(each -> each.writeHead(out));
    try {
      return MessageDigest.getInstance("SHA-256").digest(out.toBytes());
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have it.
      throw new IllegalStateException(e);
    }
  }

  /** Austin Appleby's finalizer of MurmurHash3 spreads the hash code, which the JDK specifies. */
  private static int spread(String key) {
    int hash = key.hashCode();
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    hash ^= hash >>> 16;
    return hash;
  }

  /**
   * Whether a list of ranges ends after this one.
   *
   * @param ranges the number of ranges in the list
   */
  static boolean endsList(HeadRange last, int ranges) {
    int hash = spread(last.lastKey()) / AVERAGE;
    return ranges >= MOST_RANGES || (ranges >= LEAST_RANGES && (hash & (AVERAGE_RANGES - 1)) == 0);
  }
}
