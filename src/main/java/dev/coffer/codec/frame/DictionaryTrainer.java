package dev.coffer.codec.frame;

import java.util.Arrays;
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
 */
public final class DictionaryTrainer {
  /** The minimum size of a dictionary, in bytes; a smaller one cannot save its cost. */
  static final int SMALLEST = 256;

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
  private static final int GRAMS_A_SEGMENT = SEGMENT - GRAM + 1;

  /** The maximum number of passes over all stretches, while there is room and uncovered data. */
  private static final int PASSES = 4;

  private static final int COUNTER_BITS = 20;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final byte[] text;
  private final int[] samplesWith = new int[1 << COUNTER_BITS];
  private final int[] inSegment = new int[1 << COUNTER_BITS];
  private final byte[] dictionary;
  private int room;

  private DictionaryTrainer(List<byte[]> samples) {
    text = new byte[samples.stream().mapToInt(sample -> sample.length).sum()];
    int most = Math.max(LARGEST_OF_FEW, Math.min(LARGEST, samples.size() * ROOM_A_SAMPLE));
    room = Math.min(most, text.length / SHARE);
    dictionary = new byte[room];
    int[] lastSample = new int[1 << COUNTER_BITS];
    int end = 0;
    int number = 0;
    for (byte[] sample : samples) {
      System.arraycopy(sample, 0, text, end, sample.length);
      number++;
      for (int at = end; at + GRAM <= end + sample.length; at++) {
        int counter = counterOf(at);
        if (lastSample[counter] != number) {
          lastSample[counter] = number;
          samplesWith[counter]++;
        }
      }
      end += sample.length;
    }
  }

  /**
   * Trains a dictionary of {@value #SMALLEST} to {@value #LARGEST} bytes for values like these
   * samples. The result is empty if the samples are too small.
   */
  public static byte[] train(List<byte[]> samples) {
    return new DictionaryTrainer(samples).train();
  }

  private byte[] train() {
    int stretches = Math.max(1, dictionary.length / SEGMENT);
    int length = Math.max(SEGMENT, text.length / stretches + 1);
    for (int pass = 0; pass < PASSES && room > 0; pass++) {
      for (int from = 0; from < text.length && room > 0; from += length) {
        takeBest(from, Math.min(text.length, from + length));
      }
    }
    return dictionary.length - room < SMALLEST
        ? new byte[0]
        : Arrays.copyOfRange(dictionary, room, dictionary.length);
  }

  /**
   * Puts later segments before earlier ones, because references to the nearest bytes are the
   * cheapest.
   */
  private void takeBest(int from, int to) {
    int start = best(from, to);
    if (start < 0) {
      return;
    }
    int length = Math.min(Math.min(SEGMENT, to - start), room);
    room -= length;
    System.arraycopy(text, start, dictionary, room, length);
    for (int at = start; at + GRAM <= start + length; at++) {
      samplesWith[counterOf(at)] = 0;
    }
  }

  /** The start of the best segment; -1 if no segment has uncovered data. */
  private int best(int from, int to) {
    long score = 0;
    long highest = 0;
    int start = -1;
    int last = to - GRAM;
    for (int at = from; at <= last; at++) {
      int entering = counterOf(at);
      if (inSegment[entering]++ == 0) {
        score += samplesWith[entering];
      }
      int first = at - GRAMS_A_SEGMENT;
      if (first >= from) {
        int leaving = counterOf(first);
        if (--inSegment[leaving] == 0) {
          score -= samplesWith[leaving];
        }
      }
      if (score > highest) {
        highest = score;
        start = Math.max(from, first + 1);
      }
    }
    for (int at = Math.max(from, last - GRAMS_A_SEGMENT + 1); at <= last; at++) {
      inSegment[counterOf(at)] = 0;
    }
    return start;
  }

  private int counterOf(int at) {
    long gram = 0;
    for (int i = 0; i < GRAM; i++) {
      gram = (gram << 8) | (text[at + i] & 0xff);
    }
    return (int) ((gram * MULTIPLIER) >>> (64 - COUNTER_BITS));
  }
}
