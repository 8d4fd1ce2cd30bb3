package dev.coffer.codec.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The runs of samples in which every window of {@value #WINDOW} bytes occurs in at least {@value
 * #SHARED_BY} samples with distinct values. Used by one thread.
 *
 * <p>Windows are compared byte by byte. Counters indexed by a hash only rule out most of the rare
 * windows first: two windows with one counter make it larger, never smaller. Time and memory grow
 * with the samples, and are about 8 bytes and 10 nanoseconds for each of their bytes.
 */
final class CommonRuns {
  /** The length of a window, in bytes. */
  static final int WINDOW = 2 * Long.BYTES;

  /** The least number of distinct values in which a common window occurs. */
  static final int SHARED_BY = 16;

  private static final int COUNTER_BITS = 21;

  /** The bits of a number that count samples, up to {@link #SHARED_BY}. */
  private static final int COUNT_BITS = 5;

  private static final int NOWHERE = -1;
  private static final int COUNT = (1 << COUNT_BITS) - 1;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The distinct samples, end to end. */
  private final byte[] text;

  /** The end of each sample in the text. */
  private final int[] ends;

  /**
   * The windows that may be common, by their hashes: a place in the text in the upper half, and in
   * the lower half the last sample with the window, from 1, before the number of samples with it.
   * One number, because most of the time is spent waiting for memory.
   */
  private long[] table = new long[1 << 16];

  private int windows;

  /** The first place of the window at each place; {@link #NOWHERE} if it cannot be common. */
  private final int[] firstPlaces;

  private CommonRuns(List<byte[]> samples) {
    Set<ByteBuffer> distinct = new HashSet<>();
    List<byte[]> kept =
        samples.stream().filter(sample -> distinct.add(ByteBuffer.wrap(sample))).toList();
    text = new byte[kept.stream().mapToInt(sample -> sample.length).sum()];
    firstPlaces = new int[text.length];
    ends = new int[kept.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      byte[] sample = kept.get(i);
      System.arraycopy(sample, 0, text, end, sample.length);
      end += sample.length;
      ends[i] = end;
    }
  }

  /** Finds the runs of samples. Runs may overlap. */
  static Pieces of(List<byte[]> samples) {
    CommonRuns runs = new CommonRuns(samples);
    runs.count(runs.mayBeCommon());
    return runs.pieces();
  }

  /** Counts the samples with a window, from the former number of its counter. */
  private static int counted(int counter, int sample) {
    return counter >>> COUNT_BITS == sample + 1 || (counter & COUNT) == SHARED_BY
        ? counter
        : (sample + 1) << COUNT_BITS | ((counter & COUNT) + 1);
  }

  private static boolean isCommon(int counter) {
    return (counter & COUNT) == SHARED_BY;
  }

  /** The counters of the windows, by their hashes. */
  private int[] mayBeCommon() {
    int[] counters = new int[1 << COUNTER_BITS];
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        int index = (int) (hash(at) >>> (Long.SIZE - COUNTER_BITS));
        counters[index] = counted(counters[index], i);
      }
      start = ends[i];
    }
    return counters;
  }

  private void count(int[] mayBeCommon) {
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        long hash = hash(at);
        firstPlaces[at] = NOWHERE;
        if (isCommon(mayBeCommon[(int) (hash >>> (Long.SIZE - COUNTER_BITS))])) {
          int slot = slotOf(at, hash);
          long entry = table[slot];
          if (entry == 0) {
            windows++;
            entry = (long) at << Integer.SIZE;
          }
          firstPlaces[at] = placeIn(entry);
          int counter = (int) entry;
          table[slot] = entry - counter + counted(counter, i);
          if (windows * 2 > table.length) {
            grow();
          }
        }
      }
      start = ends[i];
    }
  }

  /** The slot of the window at a place, or the free slot for it. */
  private int slotOf(int at, long hash) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0 && !isSame(placeIn(table[slot]), at)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int placeIn(long entry) {
    return (int) (entry >>> Integer.SIZE);
  }

  private boolean isSame(int one, int other) {
    return (long) LONG.get(text, one) == (long) LONG.get(text, other)
        && (long) LONG.get(text, one + Long.BYTES) == (long) LONG.get(text, other + Long.BYTES);
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (long entry : old) {
      if (entry != 0) {
        table[slotOf(placeIn(entry), hash(placeIn(entry)))] = entry;
      }
    }
  }

  private Pieces pieces() {
    BitSet common = new BitSet(text.length);
    for (long entry : table) {
      if (isCommon((int) entry)) {
        common.set(placeIn(entry));
      }
    }
    Pieces pieces = new Pieces(text);
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      int from = -1;
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        boolean within = firstPlaces[at] >= 0 && common.get(firstPlaces[at]);
        if (within && from < 0) {
          from = at;
        } else if (!within && from >= 0) {
          pieces.add(i, from, at - 1 + WINDOW);
          from = -1;
        }
      }
      if (from >= 0) {
        pieces.add(i, from, ends[i]);
      }
      start = ends[i];
    }
    return pieces;
  }

  private long hash(int at) {
    long first = (long) LONG.get(text, at);
    long second = (long) LONG.get(text, at + Long.BYTES);
    long hash = (Long.rotateLeft(second, 29) ^ first) * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    return hash ^ (hash >>> 32);
  }
}
