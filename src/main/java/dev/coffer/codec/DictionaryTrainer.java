package dev.coffer.codec;

import java.util.Arrays;
import java.util.List;

/**
 * Makes a dictionary of the pieces that many samples have in common, good for every codec.
 *
 * <p>The samples are laid end to end and divided into as many stretches as the dictionary has room
 * for segments. Of each stretch that segment is taken whose substrings of {@value #GRAM} bytes
 * occur in the most samples; what a segment has covered counts no more for the next. This is the
 * selection of Liao, Petri, Moffat and Wirth, "Effective Construction of Relative Lempel-Ziv
 * Dictionaries" (WWW 2016), which Zstandard's trainer follows too, with counters found by a hash of
 * the substring. Time and memory grow with the samples, which should have some megabytes at most.
 */
public final class DictionaryTrainer {
  /** The smallest dictionary made, in bytes: less cannot gain what it costs. */
  static final int SMALLEST = 256;

  /** The largest dictionary made, in bytes: 1 MiB. */
  public static final int LARGEST = 1 << 20;

  /** The largest dictionary of few samples: more of it gains a few large values next to nothing. */
  private static final int LARGEST_OF_FEW = 256 << 10;

  /** Beyond that, a sample adds so many bytes. */
  private static final int ROOM_A_SAMPLE = 96;

  /** A dictionary is at most this part of the samples, or it would hold what is theirs alone. */
  private static final int SHARE = 2;

  private static final int GRAM = 6;
  private static final int SEGMENT = 256;
  private static final int GRAMS_A_SEGMENT = SEGMENT - GRAM + 1;

  /** How often all stretches are gone through, while there is room and something new. */
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
   * A dictionary of {@value #SMALLEST} to {@value #LARGEST} bytes for values like these; empty if
   * there is too little to learn from.
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

  /** Later segments stand before earlier ones: the nearest bytes are the cheapest to refer to. */
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

  /** Where the best segment begins; -1 if none has anything that is not covered. */
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
