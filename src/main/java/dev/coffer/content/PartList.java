package dev.coffer.content;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of a content that is being written, in their order: 12 bytes of memory for each, or 50
 * MiB for a content of 1 TiB. Not thread-safe.
 */
final class PartList {
  private long[] ids = new long[16];
  private int[] sizes = new int[16];
  private int count;

  void add(long id, int size) {
    if (count == ids.length) {
      int larger = Math.multiplyExact(count, 2);
      ids = Arrays.copyOf(ids, larger);
      sizes = Arrays.copyOf(sizes, larger);
    }
    ids[count] = id;
    sizes[count++] = size;
  }

  int count() {
    return count;
  }

  long id(int position) {
    return ids[position];
  }

  int size(int position) {
    return sizes[position];
  }

  /** The ids of some positions, each once, ascending. */
  Set<Long> ids(int from, int to) {
    Set<Long> distinct = new TreeSet<>();
    for (int position = from; position < to; position++) {
      distinct.add(ids[position]);
    }
    return distinct;
  }
}
