package dev.coffer.codec.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The runs of samples in which every window of {@value #WINDOW} bytes occurs in at least {@value
 * #SHARED_BY} samples with distinct values. Used by one thread.
 *
 * <p>Windows are compared byte by byte. Counters indexed by a hash only rule out most of the rare
 * windows first: two windows with one counter make it larger, never smaller. Time and memory grow
 * with the samples, and are about 4 bytes and 30 nanoseconds for each of their bytes.
 */
final class CommonRuns {
  /** The length of a window, in bytes. */
  static final int WINDOW = 2 * Long.BYTES;

  /** The least number of distinct values in which a common window occurs. */
  static final int SHARED_BY = 16;

  private static final int COUNTER_BITS = 21;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The distinct samples, end to end. */
  private final byte[] text;

  /** The end of each sample in the text. */
  private final int[] ends;

  /** A window that occurs at a place in the text. */
  private int[] places = new int[1 << 16];

  /** The last sample in which the window was found, from 1. */
  private int[] lastSample = new int[1 << 16];

  private int[] samplesWith = new int[1 << 16];
  private int windows;

  private CommonRuns(List<byte[]> samples) {
    Set<ByteBuffer> distinct = new HashSet<>();
    List<byte[]> kept =
        samples.stream().filter(sample -> distinct.add(ByteBuffer.wrap(sample))).toList();
    text = new byte[kept.stream().mapToInt(sample -> sample.length).sum()];
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

  /** The counters of the windows, by their hashes: the number of samples, up to the least one. */
  private byte[] mayBeCommon() {
    byte[] counters = new byte[1 << COUNTER_BITS];
    int[] last = new int[1 << COUNTER_BITS];
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        int counter = (int) (hash(at) >>> (Long.SIZE - COUNTER_BITS));
        if (last[counter] != i + 1) {
          last[counter] = i + 1;
          if (counters[counter] < SHARED_BY) {
            counters[counter]++;
          }
        }
      }
      start = ends[i];
    }
    return counters;
  }

  private void count(byte[] mayBeCommon) {
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        long hash = hash(at);
        if (mayBeCommon[(int) (hash >>> (Long.SIZE - COUNTER_BITS))] >= SHARED_BY) {
          int slot = slotOf(at, hash);
          if (samplesWith[slot] == 0) {
            places[slot] = at;
            windows++;
          }
          if (lastSample[slot] != i + 1) {
            lastSample[slot] = i + 1;
            samplesWith[slot]++;
          }
          if (windows * 2 > places.length) {
            grow();
          }
        }
      }
      start = ends[i];
    }
  }

  /** The slot of the window at a place, or the free slot for it. */
  private int slotOf(int at, long hash) {
    int mask = places.length - 1;
    int slot = (int) hash & mask;
    while (samplesWith[slot] != 0 && !isSame(places[slot], at)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isSame(int one, int other) {
    return (long) LONG.get(text, one) == (long) LONG.get(text, other)
        && (long) LONG.get(text, one + Long.BYTES) == (long) LONG.get(text, other + Long.BYTES);
  }

  private void grow() {
    int[] oldPlaces = places;
    int[] oldLast = lastSample;
    int[] oldSamples = samplesWith;
    places = new int[oldPlaces.length * 2];
    lastSample = new int[oldPlaces.length * 2];
    samplesWith = new int[oldPlaces.length * 2];
    for (int old = 0; old < oldPlaces.length; old++) {
      if (oldSamples[old] != 0) {
        int slot = slotOf(oldPlaces[old], hash(oldPlaces[old]));
        places[slot] = oldPlaces[old];
        lastSample[slot] = oldLast[old];
        samplesWith[slot] = oldSamples[old];
      }
    }
  }

  private Pieces pieces() {
    Pieces pieces = new Pieces(text);
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      int from = -1;
      for (int at = start; at + WINDOW <= ends[i]; at++) {
        boolean common = samplesWith[slotOf(at, hash(at))] >= SHARED_BY;
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
