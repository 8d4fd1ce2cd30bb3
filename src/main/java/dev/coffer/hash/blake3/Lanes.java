package dev.coffer.hash.blake3;

import java.util.Arrays;

/**
 * The compression function of BLAKE3 on many blocks side by side. Each of the sixteen words of the
 * state is an array with a place for each lane, and so is each word of the blocks. Not thread-safe.
 *
 * <p>HotSpot turns the loops over the lanes into vector instructions. The methods {@code mixWide}
 * and {@code mixNarrow} do nearly all of the work, and have this form for its sake:
 *
 * <ul>
 *   <li>Their loops have a constant length. With a variable one, HotSpot would choose the form of
 *       the code by the lengths that it has seen.
 *   <li>They do two of the four columns, and so have more than 325 bytes of bytecode. HotSpot never
 *       inlines a method of that size. Inlined into the rounds, the loops would be less than half
 *       as fast.
 * </ul>
 */
final class Lanes {

  /** The number of lanes for long inputs. More would not fit into the first cache. */
  static final int WIDE = 128;

  /** The number of lanes for short inputs, and for the ends of long ones. */
  static final int NARROW = 32;

  private static final int WORDS = 16;
  private static final int ROUNDS = 7;

  /** The words of the block that each round uses, in their order. */
  private static final int[][] SCHEDULE = schedule();

  private final int[][] state = new int[WORDS][WIDE];
  private final int[][] block = new int[WORDS][WIDE];

  private static int[][] schedule() {
    int[] permutation = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
    int[][] rounds = new int[ROUNDS][WORDS];
    for (int word = 0; word < WORDS; word++) {
      int used = word;
      for (int round = 0; round < ROUNDS; round++) {
        rounds[round][word] = used;
        used = permutation[used];
      }
    }
    return rounds;
  }

  /** The chaining values after the last call: eight arrays with a place for each lane. */
  int[][] chains() {
    return state;
  }

  /**
   * Hashes successive chunks, none of which is the root.
   *
   * @param count the number of whole chunks, at most that of the lanes
   * @param first the number of the first chunk in the input, a multiple of the number of lanes
   */
  void chunks(byte[] input, int offset, int count, long first) {
    int lanes = lanesFor(count);
    begin(lanes);
    for (int at = 0; at < Compression.CHUNK; at += Compression.BLOCK) {
      for (int word = 0; word < WORDS; word += 4) {
        load(
            input,
            offset + at + word * Integer.BYTES,
            count,
            block[word],
            block[word + 1],
            block[word + 2],
            block[word + 3]);
      }
      countUp(state[12], (int) first, lanes);
      Arrays.fill(state[13], 0, lanes, (int) (first >>> 32));
      compress(lanes, flags(at));
    }
  }

  private static int flags(int at) {
    if (at == 0) {
      return Compression.CHUNK_START;
    }
    return at == Compression.CHUNK - Compression.BLOCK ? Compression.CHUNK_END : 0;
  }

  /** Hashes pairs of neighbours into their parents. */
  void parents(int[][] chains, int pairs) {
    for (int word = 0; word < Compression.CHAIN; word++) {
      divide(chains[word], block[word], block[word + Compression.CHAIN], pairs);
    }
    int lanes = lanesFor(pairs);
    begin(lanes);
    Arrays.fill(state[12], 0, lanes, 0);
    Arrays.fill(state[13], 0, lanes, 0);
    compress(lanes, Compression.PARENT);
  }

  private static int lanesFor(int count) {
    return count <= NARROW ? NARROW : WIDE;
  }

  private void begin(int lanes) {
    for (int word = 0; word < Compression.CHAIN; word++) {
      Arrays.fill(state[word], 0, lanes, Compression.initial(word));
    }
  }

  private static void load(
      byte[] input, int offset, int count, int[] first, int[] second, int[] third, int[] fourth) {
    int at = offset;
    for (int lane = 0; lane < count; lane++) {
      first[lane] = (int) Compression.WORD.get(input, at);
      second[lane] = (int) Compression.WORD.get(input, at + Integer.BYTES);
      third[lane] = (int) Compression.WORD.get(input, at + 2 * Integer.BYTES);
      fourth[lane] = (int) Compression.WORD.get(input, at + 3 * Integer.BYTES);
      at += Compression.CHUNK;
    }
  }

  private static void countUp(int[] words, int first, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      words[lane] = first + lane;
    }
  }

  private static void divide(int[] from, int[] left, int[] right, int pairs) {
    for (int pair = 0; pair < pairs; pair++) {
      left[pair] = from[2 * pair];
      right[pair] = from[2 * pair + 1];
    }
  }

  private void compress(int lanes, int flags) {
    for (int word = 0; word < 4; word++) {
      Arrays.fill(state[8 + word], 0, lanes, Compression.initial(word));
    }
    Arrays.fill(state[14], 0, lanes, Compression.BLOCK);
    Arrays.fill(state[15], 0, lanes, flags);
    for (int[] words : SCHEDULE) {
      if (lanes == WIDE) {
        wideRound(words);
      } else {
        narrowRound(words);
      }
    }
    for (int word = 0; word < Compression.CHAIN; word++) {
      fold(state[word], state[word + Compression.CHAIN], lanes);
    }
  }

  private static void fold(int[] into, int[] other, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      into[lane] ^= other[lane];
    }
  }

  private void wideRound(int[] words) {
    int[][] v = state;
    int[][] m = block;
    mixWide(
        v[0],
        v[4],
        v[8],
        v[12],
        m[words[0]],
        m[words[1]],
        v[1],
        v[5],
        v[9],
        v[13],
        m[words[2]],
        m[words[3]]);
    mixWide(
        v[2],
        v[6],
        v[10],
        v[14],
        m[words[4]],
        m[words[5]],
        v[3],
        v[7],
        v[11],
        v[15],
        m[words[6]],
        m[words[7]]);
    mixWide(
        v[0],
        v[5],
        v[10],
        v[15],
        m[words[8]],
        m[words[9]],
        v[1],
        v[6],
        v[11],
        v[12],
        m[words[10]],
        m[words[11]]);
    mixWide(
        v[2],
        v[7],
        v[8],
        v[13],
        m[words[12]],
        m[words[13]],
        v[3],
        v[4],
        v[9],
        v[14],
        m[words[14]],
        m[words[15]]);
  }

  private void narrowRound(int[] words) {
    int[][] v = state;
    int[][] m = block;
    mixNarrow(
        v[0],
        v[4],
        v[8],
        v[12],
        m[words[0]],
        m[words[1]],
        v[1],
        v[5],
        v[9],
        v[13],
        m[words[2]],
        m[words[3]]);
    mixNarrow(
        v[2],
        v[6],
        v[10],
        v[14],
        m[words[4]],
        m[words[5]],
        v[3],
        v[7],
        v[11],
        v[15],
        m[words[6]],
        m[words[7]]);
    mixNarrow(
        v[0],
        v[5],
        v[10],
        v[15],
        m[words[8]],
        m[words[9]],
        v[1],
        v[6],
        v[11],
        v[12],
        m[words[10]],
        m[words[11]]);
    mixNarrow(
        v[2],
        v[7],
        v[8],
        v[13],
        m[words[12]],
        m[words[13]],
        v[3],
        v[4],
        v[9],
        v[14],
        m[words[14]],
        m[words[15]]);
  }

  private static void mixWide(
      int[] a0,
      int[] b0,
      int[] c0,
      int[] d0,
      int[] x0,
      int[] y0,
      int[] a1,
      int[] b1,
      int[] c1,
      int[] d1,
      int[] x1,
      int[] y1) {
    for (int i = 0; i < WIDE; i++) {
      int a = a0[i] + b0[i] + x0[i];
      int d = d0[i] ^ a;
      d = (d >>> 16) | (d << 16);
      int c = c0[i] + d;
      int b = b0[i] ^ c;
      b = (b >>> 12) | (b << 20);
      a += b + y0[i];
      d ^= a;
      d = (d >>> 8) | (d << 24);
      c += d;
      b ^= c;
      b = (b >>> 7) | (b << 25);
      a0[i] = a;
      b0[i] = b;
      c0[i] = c;
      d0[i] = d;
    }
    for (int i = 0; i < WIDE; i++) {
      int a = a1[i] + b1[i] + x1[i];
      int d = d1[i] ^ a;
      d = (d >>> 16) | (d << 16);
      int c = c1[i] + d;
      int b = b1[i] ^ c;
      b = (b >>> 12) | (b << 20);
      a += b + y1[i];
      d ^= a;
      d = (d >>> 8) | (d << 24);
      c += d;
      b ^= c;
      b = (b >>> 7) | (b << 25);
      a1[i] = a;
      b1[i] = b;
      c1[i] = c;
      d1[i] = d;
    }
  }

  private static void mixNarrow(
      int[] a0,
      int[] b0,
      int[] c0,
      int[] d0,
      int[] x0,
      int[] y0,
      int[] a1,
      int[] b1,
      int[] c1,
      int[] d1,
      int[] x1,
      int[] y1) {
    for (int i = 0; i < NARROW; i++) {
      int a = a0[i] + b0[i] + x0[i];
      int d = d0[i] ^ a;
      d = (d >>> 16) | (d << 16);
      int c = c0[i] + d;
      int b = b0[i] ^ c;
      b = (b >>> 12) | (b << 20);
      a += b + y0[i];
      d ^= a;
      d = (d >>> 8) | (d << 24);
      c += d;
      b ^= c;
      b = (b >>> 7) | (b << 25);
      a0[i] = a;
      b0[i] = b;
      c0[i] = c;
      d0[i] = d;
    }
    for (int i = 0; i < NARROW; i++) {
      int a = a1[i] + b1[i] + x1[i];
      int d = d1[i] ^ a;
      d = (d >>> 16) | (d << 16);
      int c = c1[i] + d;
      int b = b1[i] ^ c;
      b = (b >>> 12) | (b << 20);
      a += b + y1[i];
      d ^= a;
      d = (d >>> 8) | (d << 24);
      c += d;
      b ^= c;
      b = (b >>> 7) | (b << 25);
      a1[i] = a;
      b1[i] = b;
      c1[i] = c;
      d1[i] = d;
    }
  }
}
