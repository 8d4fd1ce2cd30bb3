package dev.coffer.codec.frame;

/**
 * A cheap estimate, in a microsecond or two, of whether compression is worth an attempt. It rejects
 * tiny data, and data that looks random because it is already compressed or encrypted.
 *
 * <p>It measures the entropy, in bits per byte, of a sample of at most 4 KiB spread over the data.
 * JSON has about 5, a zip file 7.8. A short sample cannot look entirely random (300 random bytes
 * have 7.3), so the threshold depends on the sample length.
 */
final class Compressibility {
  /** Below this length, in bytes, even text does not save enough to pay for decompression. */
  static final int TINY = 32;

  /** Below this length, in bytes, the entropy is not meaningful and an attempt is cheap. */
  private static final int TOO_SHORT_TO_TELL = 256;

  /** The same limit with a dictionary, which may contain data that looks random. */
  private static final int TOO_SHORT_WITH_DICTIONARY = 2 << 10;

  private static final int SLICES = 8;
  private static final int SLICE_LENGTH = 512;
  private static final int LONGEST_SAMPLE = SLICES * SLICE_LENGTH;

  /**
   * The threshold for a long sample, in bits per byte; {@link #BAR_SHORTAGE} divided by the sample
   * length is subtracted from it.
   */
  private static final double BAR = 7.65;

  private static final double BAR_SHORTAGE = 190;

  /** {@code n * log2(n)} for each possible count in a sample. */
  private static final double[] N_LOG_N = nLogN();

  private Compressibility() {}

  /**
   * Whether an attempt to compress is worth its time.
   *
   * @param withDictionary whether the attempt uses a dictionary. Small values of a collection with
   *     a dictionary usually gain, so the estimate would be wasted; the records' {@code
   *     CompressionHistory} stops attempts that keep failing
   */
  static boolean isLikely(byte[] raw, boolean withDictionary) {
    if (raw.length < TINY) {
      return false;
    }
    if (raw.length < (withDictionary ? TOO_SHORT_WITH_DICTIONARY : TOO_SHORT_TO_TELL)) {
      return true;
    }
    if (isJson(raw)) {
      return true;
    }
    int sampled = Math.min(raw.length, LONGEST_SAMPLE);
    return entropy(histogram(raw), sampled) < BAR - BAR_SHORTAGE / sampled;
  }

  /** Whether data begins and ends like JSON, which is text and needs no estimate. */
  private static boolean isJson(byte[] raw) {
    byte first = raw[0];
    byte last = raw[raw.length - 1];
    return (first == '{' && last == '}') || (first == '[' && last == ']');
  }

  private static int[] histogram(byte[] raw) {
    int[] counts = new int[256];
    if (raw.length <= LONGEST_SAMPLE) {
      count(raw, 0, raw.length, counts);
    } else {
      int room = raw.length - SLICE_LENGTH;
      for (int slice = 0; slice < SLICES; slice++) {
        int start = (int) ((long) room * slice / (SLICES - 1));
        count(raw, start, start + SLICE_LENGTH, counts);
      }
    }
    return counts;
  }

  private static void count(byte[] raw, int start, int end, int[] counts) {
    for (int i = start; i < end; i++) {
      counts[raw[i] & 0xff]++;
    }
  }

  private static double entropy(int[] counts, int total) {
    double sum = 0;
    for (int count : counts) {
      sum += N_LOG_N[count];
    }
    return (N_LOG_N[total] - sum) / total;
  }

  private static double[] nLogN() {
    double[] table = new double[LONGEST_SAMPLE + 1];
    for (int n = 1; n < table.length; n++) {
      table[n] = n * Math.log(n) / Math.log(2);
    }
    return table;
  }
}
