package dev.coffer.codec;

/**
 * Tells cheaply, in about a microsecond, what is not worth an attempt to compress: the tiny, and
 * what looks random because it is compressed or encrypted already.
 *
 * <p>It reads the entropy, in bits a byte, of a sample of at most 4 KiB taken from all over the
 * data. JSON has about 5, a zip file 7.8. A short sample cannot look entirely random (300 random
 * bytes have 7.3), so that the bar depends on its length.
 */
final class Compressibility {
  /** Below this, not even text saves enough to pay for decompressing it. */
  static final int TINY = 32;

  /** Below this, entropy tells nothing, and an attempt is cheap. */
  private static final int TOO_SHORT_TO_TELL = 256;

  /** The same with a dictionary, in which what looks random may stand. */
  private static final int TOO_SHORT_WITH_DICTIONARY = 2 << 10;

  private static final int SLICES = 8;
  private static final int SLICE_LENGTH = 512;
  private static final int LONGEST_SAMPLE = SLICES * SLICE_LENGTH;

  /** The bar for a long sample, in bits a byte, and by how much a sample of one byte is below. */
  private static final double BAR = 7.65;

  private static final double BAR_SHORTAGE = 190;

  /** {@code n * log2(n)} for each count that a sample can have. */
  private static final double[] N_LOG_N = nLogN();

  private Compressibility() {}

  /**
   * Whether an attempt is worth its time.
   *
   * @param withDictionary whether the attempt has one: small values of a collection that has one
   *     mostly gain, so that the look would be in vain; {@code CompressionHistory} of the records
   *     ends attempts that keep failing
   */
  static boolean isLikely(byte[] raw, boolean withDictionary) {
    if (raw.length < TINY) {
      return false;
    }
    if (raw.length < (withDictionary ? TOO_SHORT_WITH_DICTIONARY : TOO_SHORT_TO_TELL)) {
      return true;
    }
    int sampled = Math.min(raw.length, LONGEST_SAMPLE);
    return entropy(histogram(raw), sampled) < BAR - BAR_SHORTAGE / sampled;
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
