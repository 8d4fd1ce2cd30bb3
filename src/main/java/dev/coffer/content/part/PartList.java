package dev.coffer.content.part;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ordered parts of a content that is being written. It uses 12 bytes of memory for each part,
 * or 50 MiB for a content of 1 TiB. Not thread-safe.
 */
public final class PartList {
  private long[] ids = new long[16];
  private int[] sizes = new int[16];
  private int count;

  public void add(long id, int size) {
    if (count == ids.length) {
      int larger = Math.multiplyExact(count, 2);
      ids = Arrays.copyOf(ids, larger);
      sizes = Arrays.copyOf(sizes, larger);
    }
    ids[count] = id;
    sizes[count++] = size;
  }

  public int count() {
    return count;
  }

  public long id(int position) {
    return ids[position];
  }

  public int size(int position) {
    return sizes[position];
  }

  /** The ids of a range of positions, distinct and in ascending order. */
  public Set<Long> ids(int from, int to) {
    Set<Long> distinct = new TreeSet<>();
    for (int position = from; position < to; position++) {
      distinct.add(ids[position]);
    }
    return distinct;
  }
}
