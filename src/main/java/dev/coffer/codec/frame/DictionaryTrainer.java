package dev.coffer.codec.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Trains a dictionary from the pieces that many samples have in common. The dictionary is suitable
 * for every codec.
 *
 * <p>The samples are concatenated and divided into as many stretches as the dictionary has room for
 * segments. From each stretch, the trainer selects the segment whose substrings of {@value #GRAM}
 * bytes occur in the most samples. Substrings in a selected segment no longer count for later ones.
 * This is the algorithm of Liao, Petri, Moffat and Wirth, "Effective Construction of Relative
 * Lempel-Ziv Dictionaries" (WWW 2016), with counters indexed by a hash of the substring.
 * Zstandard's trainer uses it too. Time and memory grow with the samples, which should not exceed a
 * few megabytes.
 *
 * <p>A <em>dense</em> dictionary takes its segments from whole samples. A <em>common</em> one takes
 * them only from {@link CommonRuns}, so it has nothing that only a few samples have.
 */
public final class DictionaryTrainer {
  /** The length in bytes of the windows that are common in a common dictionary. */
  public static final int WINDOW = CommonRuns.WINDOW;

  /** The least number of distinct samples in which each of these windows occurs. */
  public static final int SHARED_BY = CommonRuns.SHARED_BY;

  /** The minimum size of a dictionary, in bytes; a smaller one cannot save its cost. */
  static final int SMALLEST = 256;

  /** The same for common dictionaries: some properties may be all that records have in common. */
  private static final int SMALLEST_COMMON = 64;

  /** The maximum size of a dictionary, in bytes: 1 MiB. */
  public static final int LARGEST = 1 << 20;

  /**
   * The maximum size of a dictionary from few samples, in bytes; a larger one gains almost nothing
   * for a few large values.
   */
  private static final int LARGEST_OF_FEW = 256 << 10;

  /**
   * The maximum size of a dictionary per sample, in bytes, if that allows more than {@link
   * #LARGEST_OF_FEW}.
   */
  private static final int ROOM_A_SAMPLE = 96;

  /**
   * The divisor of the sample size that limits the dictionary. A larger dictionary would contain
   * data of single samples.
   */
  private static final int SHARE = 2;

  private static final int GRAM = 6;
  private static final int SEGMENT = 256;

  /** The maximum length of a segment that is a part of a run: nearly all runs are shorter. */
  private static final int COMMON_SEGMENT = 1024;

  /** The maximum number of passes over all stretches, while there is room and uncovered data. */
  private static final int PASSES = 4;

  /** The same for runs, of which most are shorter than a stretch. */
  private static final int COMMON_PASSES = 16;

  /** One more in the upper half of a counter. */
  private static final long ONCE = 1L << Integer.SIZE;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int COUNTER_BITS = 20;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final byte[] text;
  private final Pieces pieces;
  private final int segment;
  private final int passes;

  /**
   * For each substring, by its hash, the number of samples with it in the lower half. The upper
   * half is the last of these samples while they are counted, and then the number of times it is in
   * the present segment. One number, because most of the time is spent waiting for memory.
   */
  private final long[] counters = new long[1 << COUNTER_BITS];

  /** The score of the best segment of each piece when it was last looked at. */
  private final long[] scores;

  private final Deque<byte[]> chosen = new ArrayDeque<>();
  private int room;

  /** The best segment of a stretch so far. */
  private int bestStart;

  private int bestEnd;
  private long bestScore;

  /**
   * Creates a trainer.
   *
   * @param counted the pieces of samples whose substrings are counted
   * @param pieces the pieces that hold the segments, of the same text
   * @param segment the maximum length of a segment
   */
  private DictionaryTrainer(Pieces counted, Pieces pieces, int room, int segment, int passes) {
    this.text = counted.text();
    this.pieces = pieces;
    this.segment = segment;
    this.passes = passes;
    this.room = room;
    this.scores = new long[pieces.size()];
    Arrays.fill(scores, Long.MAX_VALUE);
    count(counted);
  }

  private void count(Pieces counted) {
    for (int piece = 0; piece < counted.size(); piece++) {
      long sample = counted.sample(piece) + 1L;
      for (int at = counted.start(piece); at + GRAM <= counted.end(piece); at++) {
        int index = counterOf(at);
        long counter = counters[index];
        if (counter >>> Integer.SIZE != sample) {
          counters[index] = sample << Integer.SIZE | ((int) counter + 1);
        }
      }
    }
    for (int index = 0; index < counters.length; index++) {
      counters[index] = (int) counters[index];
    }
  }

  /**
   * Trains a dense dictionary of {@value #SMALLEST} to {@value #LARGEST} bytes for values like
   * these samples. The result is empty if the samples are too small.
   */
  public static byte[] train(List<byte[]> samples) {
    Pieces whole = Pieces.of(samples);
    int room = Math.min(largest(samples), whole.text().length / SHARE);
    int stretch = stretch(room, whole.text().length, SEGMENT);
    Pieces stretches = Pieces.cut(whole.text(), stretch);
    return joined(
        new DictionaryTrainer(whole, stretches, room, SEGMENT, PASSES).train(stretch, SMALLEST));
  }

  /**
   * Trains a common dictionary; see {@link #train}. Every segment is a part of some sample, and
   * every window of {@value CommonRuns#WINDOW} bytes in it occurs in at least {@value
   * CommonRuns#SHARED_BY} samples with distinct values.
   */
  public static byte[] trainCommon(List<byte[]> samples) {
    return joined(commonSegments(samples));
  }

  /** The segments of a common dictionary, in its order. */
  static List<byte[]> commonSegments(List<byte[]> samples) {
    Pieces runs = CommonRuns.of(samples);
    int room = (int) Math.min(largest(samples), runs.bytes());
    int stretch = stretch(room, runs.bytes(), COMMON_SEGMENT);
    return new DictionaryTrainer(runs, runs, room, COMMON_SEGMENT, COMMON_PASSES)
        .train(stretch, SMALLEST_COMMON);
  }

  /** The length of a stretch, so that there is room for one segment of each. */
  private static int stretch(int room, long bytes, int segment) {
    return Math.max(segment, (int) (bytes / Math.max(1, room / segment)) + 1);
  }

  private static int largest(List<byte[]> samples) {
    return Math.max(LARGEST_OF_FEW, Math.min(LARGEST, samples.size() * ROOM_A_SAMPLE));
  }

  private static byte[] joined(List<byte[]> segments) {
    byte[] bytes = new byte[segments.stream().mapToInt(segment -> segment.length).sum()];
    int end = 0;
    for (byte[] segment : segments) {
      System.arraycopy(segment, 0, bytes, end, segment.length);
      end += segment.length;
    }
    return bytes;
  }

  private List<byte[]> train(int stretch, int smallest) {
    boolean taken = true;
    for (int pass = 0; pass < passes && room > 0 && taken; pass++) {
      taken = false;
      int piece = 0;
      while (piece < pieces.size() && room > 0) {
        int first = piece;
        int length = 0;
        while (piece < pieces.size() && length < stretch) {
          length += pieces.end(piece) - pieces.start(piece);
          piece++;
        }
        taken |= takeBest(first, piece);
      }
    }
    int size = chosen.stream().mapToInt(segment -> segment.length).sum();
    return size < smallest ? List.of() : List.copyOf(chosen);
  }

  /**
   * Puts later segments before earlier ones, because references to the nearest bytes are the
   * cheapest.
   */
  private boolean takeBest(int first, int last) {
    bestScore = 0;
    for (int piece = first; piece < last; piece++) {
      // Scores only decrease, so most pieces need no second look.
      if (scores[piece] > bestScore) {
        scores[piece] = look(pieces.start(piece), pieces.end(piece));
      }
    }
    if (bestScore == 0) {
      return false;
    }
    int length = Math.min(bestEnd - bestStart, room);
    room -= length;
    chosen.addFirst(Arrays.copyOfRange(text, bestStart, bestStart + length));
    for (int at = bestStart; at + GRAM <= bestStart + length; at++) {
      counters[counterOf(at)] = 0;
    }
    return true;
  }

  /** Looks for a better segment in a piece, and returns the score of its best segment. */
  private long look(int from, int to) {
    long score = 0;
    long best = 0;
    int last = to - GRAM;
    int grams = segment - GRAM + 1;
    for (int at = from; at <= last; at++) {
      int entering = counterOf(at);
      long entered = counters[entering];
      if (entered < ONCE) {
        score += entered;
      }
      counters[entering] = entered + ONCE;
      int first = at - grams;
      if (first >= from) {
        int leaving = counterOf(first);
        long left = counters[leaving] - ONCE;
        if (left < ONCE) {
          score -= left;
        }
        counters[leaving] = left;
      }
      best = Math.max(best, score);
      if (score > bestScore) {
        bestScore = score;
        bestStart = Math.max(from, first + 1);
        bestEnd = Math.min(to, bestStart + segment);
      }
    }
    for (int at = Math.max(from, last - grams + 1); at <= last; at++) {
      int index = counterOf(at);
      counters[index] = (int) counters[index];
    }
    return best;
  }

  private int counterOf(int at) {
    long gram =
        at + Long.BYTES <= text.length
            ? (long) LONG.get(text, at) >>> (Long.SIZE - GRAM * Byte.SIZE)
            : lastGram(at);
    return (int) ((gram * MULTIPLIER) >>> (Long.SIZE - COUNTER_BITS));
  }

  private long lastGram(int at) {
    long gram = 0;
    for (int i = 0; i < GRAM; i++) {
      gram = (gram << Byte.SIZE) | (text[at + i] & 0xff);
    }
    return gram;
  }
}
