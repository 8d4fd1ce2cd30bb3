package dev.coffer.codec.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The runs of samples in which every window of {@value #WINDOW} bytes occurs in at least {@value
 * #SHARED_BY} samples with distinct values. Used by one thread.
 *
 * <p>Windows are compared byte by byte. Counters indexed by a hash only rule out most of the rare
 * windows first: two windows with one counter make it larger, never smaller. Time and memory grow
 * with the samples, and are about 8 bytes and 10 to 15 nanoseconds for each of their bytes.
 */
final class CommonRuns {
  /** The length of a window, in bytes. */
  static final int WINDOW = 2 * Long.BYTES;

  /** The least number of distinct values in which a common window occurs. */
  static final int SHARED_BY = 16;

  private static final int COUNTER_BITS = 21;

  /** The bits of a number that count samples, up to {@link #SHARED_BY}. */
  private static final int COUNT_BITS = 5;

  private static final int COUNT = (1 << COUNT_BITS) - 1;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The distinct samples, end to end. */
  private final byte[] text;

  /** The end of each sample in the text. */
  private final int[] ends;

  /** The number of the window at each place; 0 if it cannot be common. */
  private final int[] numberAt;

  /** The first place of each window, by its number from 1. */
  private int[] places = new int[1 << 15];

  /** The last sample with each window, from 1, before the number of samples with it. */
  private int[] counters = new int[1 << 15];

  /** The numbers of the windows, by their hashes. */
  private int[] table = new int[1 << 16];

  private int windows;

  private CommonRuns(List<byte[]> samples) {
    Set<ByteBuffer> distinct = new HashSet<>();
    List<byte[]> kept =
        samples.stream().filter(sample -> distinct.add(ByteBuffer.wrap(sample))).toList();
    text = new byte[kept.stream().mapToInt(sample -> sample.length).sum()];
    numberAt = new int[text.length];
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

  /** How often windows with each hash occur, up to {@link #SHARED_BY} times. */
  private byte[] mayBeCommon() {
    byte[] occurrences = new byte[1 << COUNTER_BITS];
    int start = 0;
    for (int end : ends) {
      for (int at = start; at + WINDOW <= end; at++) {
        int index = (int) (hash(at) >>> (Long.SIZE - COUNTER_BITS));
        if (occurrences[index] < SHARED_BY) {
          occurrences[index]++;
        }
      }
      start = end;
    }
    return occurrences;
  }

  private void count(byte[] mayBeCommon) {
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      int before = 0;
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        int number = before == 0 ? 0 : following(before, at);
        if (number == 0) {
          long hash = hash(at);
          if (mayBeCommon[(int) (hash >>> (Long.SIZE - COUNTER_BITS))] == SHARED_BY) {
            number = numberOf(at, hash);
          }
        }
        if (number != 0) {
          counters[number] = counted(counters[number], i);
        }
        numberAt[at] = number;
        before = number;
      }
      start = ends[i];
    }
  }

  /**
   * The number of the window at a place, if the window before it was followed by the same one at
   * its first place; 0 otherwise. Most windows are found so, without a hash. All bytes but the last
   * one are those of the window before.
   */
  private int following(int before, int at) {
    int place = places[before] + 1;
    return place < at && text[place + WINDOW - 1] == text[at + WINDOW - 1] ? numberAt[place] : 0;
  }

  /** The number of the window at a place, which may be a new one. */
  private int numberOf(int at, long hash) {
    int slot = slotOf(at, hash);
    if (table[slot] != 0) {
      return table[slot];
    }
    int number = ++windows;
    if (number == places.length) {
      places = Arrays.copyOf(places, 2 * number);
      counters = Arrays.copyOf(counters, 2 * number);
    }
    places[number] = at;
    table[slot] = number;
    if (2 * number > table.length) {
      grow();
    }
    return number;
  }

  /** The slot of the window at a place, or the free slot for it. */
  private int slotOf(int at, long hash) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0 && !isSame(places[table[slot]], at)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isSame(int one, int other) {
    return (long) LONG.get(text, one) == (long) LONG.get(text, other)
        && (long) LONG.get(text, one + Long.BYTES) == (long) LONG.get(text, other + Long.BYTES);
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int number = 1; number <= windows; number++) {
      table[slotOf(places[number], hash(places[number]))] = number;
    }
  }

  private Pieces pieces() {
    Pieces pieces = new Pieces(text);
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      int from = -1;
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        // The counter of the number 0 is 0.
        boolean common = isCommon(counters[numberAt[at]]);
        if (common && from < 0) {
          from = at;
        } else if (!common && from >= 0) {
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
