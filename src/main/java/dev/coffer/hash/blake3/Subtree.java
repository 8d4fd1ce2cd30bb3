package dev.coffer.hash.blake3;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The chaining values of successive chunks and of their parents. Instances are reused, because
 * their arrays are as large as a small input. Not thread-safe.
 */
final class Subtree {

  /** The number of bytes in the largest subtree. */
  static final int BYTES = Lanes.WIDE * Compression.CHUNK;

  /** At most one for each processor. */
  private static final BlockingQueue<Subtree> IDLE =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  /** From this number of chunks or pairs on, the narrow lanes are faster than one after another. */
  private static final int WORTH_NARROW = 16;

  /** From this number of chunks on, the wide lanes are faster than the narrow ones. */
  private static final int WORTH_WIDE = 72;

  private final Lanes lanes = new Lanes();
  private final int[][] chains = new int[Compression.CHAIN][Lanes.WIDE];
  private final int[] chain = new int[Compression.CHAIN];
  private final int[] block = new int[2 * Compression.CHAIN];
  private final byte[] padded = new byte[Compression.BLOCK];

  /** The number of chaining values. */
  private int count;

  private Subtree() {}

  /**
   * Takes an instance for exclusive use. The caller gives it back, or leaves it to the collector.
   */
  static Subtree take() {
    Subtree idle = IDLE.poll();
    return idle == null ? new Subtree() : idle;
  }

  void giveBack() {
    boolean unused = IDLE.offer(this);
  }

  /**
   * Hashes the chunks of some bytes, none of which is the root.
   *
   * @param length 1 to {@value #BYTES}; the last chunk may be shorter than the others
   * @param first the number of the first chunk in the input
   */
  void hash(byte[] input, int offset, int length, long first) {
    int whole = length / Compression.CHUNK;
    count = 0;
    while (whole - count >= WORTH_NARROW) {
      int left = whole - count;
      int next = Math.min(left, left >= WORTH_WIDE ? Lanes.WIDE : Lanes.NARROW);
      lanes.chunks(input, offset + count * Compression.CHUNK, next, first + count);
      keepLanes(count, next);
      count += next;
    }
    for (int at = count * Compression.CHUNK; at < length; at += Compression.CHUNK) {
      chunk(input, offset + at, Math.min(Compression.CHUNK, length - at), first + count, 0);
      keep(count);
      count++;
    }
  }

  /** Hashes 0 to 1,024 bytes that are a whole input. */
  void hashRoot(byte[] input, int offset, int length) {
    chunk(input, offset, length, 0, Compression.ROOT);
    keep(0);
  }

  /** Merges at least two chunks that are a whole input. */
  void mergeToRoot() {
    merge(2);
    pair(0, Compression.PARENT | Compression.ROOT);
  }

  /** Replaces the chaining values by those of their parents, until at most this many are left. */
  void merge(int most) {
    while (count > most) {
      int pairs = count / 2;
      if (pairs >= WORTH_NARROW) {
        lanes.parents(chains, pairs);
        keepLanes(0, pairs);
      } else {
        for (int pair = 0; pair < pairs; pair++) {
          pair(pair, Compression.PARENT);
        }
      }
      if (count % 2 != 0) {
        for (int[] words : chains) {
          words[pairs] = words[count - 1];
        }
      }
      count -= pairs;
    }
  }

  /** Replaces the only chaining value by that of its parent, whose left child is given. */
  void join(int[] left, int at, int root) {
    System.arraycopy(left, at, block, 0, Compression.CHAIN);
    for (int word = 0; word < Compression.CHAIN; word++) {
      block[word + Compression.CHAIN] = chains[word][0];
    }
    parent(0, Compression.PARENT | root);
  }

  /** Copies the only chaining value. */
  void copyTo(int[] words, int at) {
    for (int word = 0; word < Compression.CHAIN; word++) {
      words[at + word] = chains[word][0];
    }
  }

  /** Copies the only chaining value in the order of a digest. */
  void copyTo(byte[] digest) {
    for (int word = 0; word < Compression.CHAIN; word++) {
      Compression.WORD.set(digest, word * Integer.BYTES, chains[word][0]);
    }
  }

  private void pair(int pair, int flags) {
    for (int word = 0; word < Compression.CHAIN; word++) {
      block[word] = chains[word][2 * pair];
      block[word + Compression.CHAIN] = chains[word][2 * pair + 1];
    }
    parent(pair, flags);
  }

  private void parent(int at, int flags) {
    Compression.begin(chain);
    Compression.compress(chain, block, Compression.BLOCK, 0, flags);
    keep(at);
  }

  private void keep(int at) {
    for (int word = 0; word < Compression.CHAIN; word++) {
      chains[word][at] = chain[word];
    }
  }

  private void keepLanes(int at, int number) {
    int[][] hashed = lanes.chains();
    for (int word = 0; word < Compression.CHAIN; word++) {
      System.arraycopy(hashed[word], 0, chains[word], at, number);
    }
  }

  private void chunk(byte[] input, int offset, int length, long number, int root) {
    Compression.begin(chain);
    int flags = Compression.CHUNK_START;
    int at = 0;
    for (; length - at > Compression.BLOCK; at += Compression.BLOCK) {
      load(input, offset + at);
      Compression.compress(chain, block, Compression.BLOCK, number, flags);
      flags = 0;
    }
    int rest = length - at;
    if (rest == Compression.BLOCK) {
      load(input, offset + at);
    } else {
      System.arraycopy(input, offset + at, padded, 0, rest);
      Arrays.fill(padded, rest, Compression.BLOCK, (byte) 0);
      load(padded, 0);
    }
    Compression.compress(chain, block, rest, number, flags | Compression.CHUNK_END | root);
  }

  private void load(byte[] input, int offset) {
    for (int word = 0; word < block.length; word++) {
      block[word] = (int) Compression.WORD.get(input, offset + word * Integer.BYTES);
    }
  }
}
