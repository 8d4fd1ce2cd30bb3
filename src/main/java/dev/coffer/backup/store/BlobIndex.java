package dev.coffer.backup.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where each blob of a repository is, in memory. It needs some 50 bytes for each blob. Thread-safe.
 *
 * <p>A hash table with open addressing. Of a digest it holds 16 bytes, which are enough to tell
 * blobs apart; the seal of a blob checks all of them.
 */
final class BlobIndex {
  private static final int FIRST_CAPACITY = 1 << 10;

  private final List<String> packs = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> marked = new HashSet<>();

  private long[] high = new long[FIRST_CAPACITY];
  private long[] low = new long[FIRST_CAPACITY];
  private int[] pack = filled(FIRST_CAPACITY);
  private int[] offset = new int[FIRST_CAPACITY];
  private int[] length = new int[FIRST_CAPACITY];
  private int size;

  /** Where a blob is. */
  record Location(String pack, Pack.Entry entry) {}

  private static int[] filled(int capacity) {
    int[] slots = new int[capacity];
    Arrays.fill(slots, -1);
    return slots;
  }

  /**
   * Adds the blobs of a pack.
   *
   * @param isMarked whether the pack will be deleted, so that no new snapshot may rely on it
   */
  synchronized void add(Pack added, boolean isMarked) {
    if (!known.add(added.name())) {
      return;
    }
    if (isMarked) {
      marked.add(added.name());
    }
    packs.add(added.name());
    for (Pack.Entry each : added.entries()) {
      put(each, packs.size() - 1, isMarked);
    }
  }

  private void put(Pack.Entry entry, int number, boolean isMarked) {
    if (2 * (size + 1) > pack.length) {
      grow();
    }
    int slot = slot(entry.id().part(0), entry.id().part(1));
    if (pack[slot] < 0) {
      size++;
    } else if (isMarked || !marked.contains(packs.get(pack[slot]))) {
      return;
    }
    high[slot] = entry.id().part(0);
    low[slot] = entry.id().part(1);
    pack[slot] = number;
    offset[slot] = entry.offset();
    length[slot] = entry.length();
  }

  /** The slot of these 16 bytes, or the empty one where they belong. */
  private int slot(long first, long second) {
    int slot = Long.hashCode(first) & pack.length - 1;
    while (pack[slot] >= 0 && (high[slot] != first || low[slot] != second)) {
      slot = slot + 1 & pack.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] oldPack = pack;
    int[] oldOffset = offset;
    int[] oldLength = length;
    int capacity = Math.multiplyExact(pack.length, 2);
    high = new long[capacity];
    low = new long[capacity];
    pack = filled(capacity);
    offset = new int[capacity];
    length = new int[capacity];
    for (int i = 0; i < oldPack.length; i++) {
      if (oldPack[i] >= 0) {
        int slot = slot(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        pack[slot] = oldPack[i];
        offset[slot] = oldOffset[i];
        length[slot] = oldLength[i];
      }
    }
  }

  /** Where a blob is; null if no pack has it. */
  synchronized @Nullable Location find(BlobId id) {
    int slot = slot(id.part(0), id.part(1));
    return pack[slot] < 0
        ? null
        : new Location(packs.get(pack[slot]), new Pack.Entry(id, offset[slot], length[slot]));
  }

  /** Whether a new snapshot can rely on this blob: a pack has it that will not be deleted. */
  synchronized boolean isUsable(BlobId id) {
    int slot = slot(id.part(0), id.part(1));
    return pack[slot] >= 0 && !marked.contains(packs.get(pack[slot]));
  }

  /** The number of different blobs. */
  synchronized int size() {
    return size;
  }
}
