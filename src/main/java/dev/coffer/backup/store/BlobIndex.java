package dev.coffer.backup.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where each blob of a repository is, in memory. It needs some 50 bytes for each blob. Thread-safe.
 *
 * <p>A hash table with open addressing. A blob that several packs have is there several times, so
 * that a sound copy can stand in for a damaged one. Of a digest the table holds 16 bytes, which are
 * enough to tell blobs apart; the seal of a blob checks all of them.
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
      put(each, packs.size() - 1);
    }
  }

  private void put(Pack.Entry entry, int number) {
    if (2 * (size + 1) > pack.length) {
      grow();
    }
    int slot = emptySlot(entry.id().part(0));
    high[slot] = entry.id().part(0);
    low[slot] = entry.id().part(1);
    pack[slot] = number;
    offset[slot] = entry.offset();
    length[slot] = entry.length();
    size++;
  }

  private int firstSlot(long first) {
    return Long.hashCode(first) & pack.length - 1;
  }

  private int emptySlot(long first) {
    int slot = firstSlot(first);
    while (pack[slot] >= 0) {
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
        int slot = emptySlot(oldHigh[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        pack[slot] = oldPack[i];
        offset[slot] = oldOffset[i];
        length[slot] = oldLength[i];
      }
    }
  }

  /** All places of a blob; first those in packs that will stay. Empty if no pack has it. */
  synchronized List<Location> find(BlobId id) {
    long first = id.part(0);
    long second = id.part(1);
    List<Location> staying = new ArrayList<>(1);
    List<Location> leaving = new ArrayList<>(0);
    int mask = pack.length - 1;
    for (int slot = firstSlot(first); pack[slot] >= 0; slot = slot + 1 & mask) {
      if (high[slot] == first && low[slot] == second) {
        String name = packs.get(pack[slot]);
        (marked.contains(name) ? leaving : staying)
            .add(new Location(name, new Pack.Entry(id, offset[slot], length[slot])));
      }
    }
    staying.addAll(leaving);
    return staying;
  }

  /** Whether this pack will be deleted, so that no new snapshot may rely on it. */
  synchronized boolean isMarked(String name) {
    return marked.contains(name);
  }

  /** Whether the blobs of this pack were added. */
  synchronized boolean knows(String name) {
    return known.contains(name);
  }
}
