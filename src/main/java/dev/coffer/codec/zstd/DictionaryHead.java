package dev.coffer.codec.zstd;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The head of a dictionary in Zstandard's own format (RFC 8878, section 5): the entropy tables of
 * values like those that will be compressed. A small value with them holds no tables of its own,
 * and a reader does not build any.
 *
 * <p>The tables say how often each byte, length and distance occurs in all samples together, in
 * rough steps. Every byte is in them, whether it occurs or not. They hold no text.
 *
 * <p>The format has a number of four bytes for the dictionary. Here it is a constant, by which a
 * dictionary with a head differs from one whose text begins like a head.
 */
final class DictionaryHead {
  private static final byte[] BEGINNING = {
    0x37, (byte) 0xa4, 0x30, (byte) 0xec, 'C', 'O', 'F', 'F'
  };

  /** The three distances that end a head; Zstandard's trainer always writes these. */
  private static final int[] DISTANCES = {1, 4, 8};

  private static final int DISTANCES_LENGTH = DISTANCES.length * Integer.BYTES;

  /** More than the length of the longest head. */
  private static final int LONGEST = 1024;

  /** The number of bytes of samples; more change the tables little. */
  private static final int SAMPLES = 1 << 20;

  /** The largest size of a trial dictionary, which determines the time of the training. */
  private static final int LARGEST_TRIAL = 112 << 10;

  private static final int LEVEL = 5;

  private DictionaryHead() {}

  /**
   * A dictionary of this content with a head; the content alone if there are too few samples.
   *
   * @param content the text of the dictionary
   * @param samples values like those that will be compressed
   */
  static byte[] before(byte[] content, List<byte[]> samples) {
    byte[] trial;
    try {
      int size = Math.max(LONGEST, Math.min(content.length, LARGEST_TRIAL));
      ZstdDictTrainer trainer = new ZstdDictTrainer(SAMPLES, size, LEVEL);
      for (byte[] sample : samples) {
        if (!trainer.addSample(sample)) {
          break;
        }
      }
      trial = trainer.trainSamples();
    } catch (ZstdException e) {
      return content;
    }
    int length = lengthOf(trial);
    if (length == 0) {
      return content;
    }
    byte[] whole = Arrays.copyOf(trial, length + content.length);
    System.arraycopy(BEGINNING, 0, whole, 0, BEGINNING.length);
    System.arraycopy(content, 0, whole, length, content.length);
    return isIn(whole) ? whole : content;
  }

  /** The length of the head of a dictionary from Zstandard's trainer; 0 if it is not found. */
  private static int lengthOf(byte[] trained) {
    ByteBuffer bytes = ByteBuffer.wrap(trained).order(ByteOrder.LITTLE_ENDIAN);
    int last = Math.min(trained.length, LONGEST) - DISTANCES_LENGTH;
    for (int at = BEGINNING.length; at <= last; at++) {
      if (bytes.getInt(at) == DISTANCES[0]
          && bytes.getInt(at + Integer.BYTES) == DISTANCES[1]
          && bytes.getInt(at + 2 * Integer.BYTES) == DISTANCES[2]) {
        return at + DISTANCES_LENGTH;
      }
    }
    return 0;
  }

  /**
   * Whether a dictionary begins with a head that Zstandard accepts. The result is the same for the
   * same bytes in every process.
   */
  static boolean isIn(byte[] dictionary) {
    if (dictionary.length <= BEGINNING.length
        || !Arrays.equals(dictionary, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length)) {
      return false;
    }
    try (ZstdDictCompress compress = new ZstdDictCompress(dictionary, LEVEL);
        ZstdDictDecompress decompress = new ZstdDictDecompress(dictionary)) {
      return compress != null && decompress != null;
    } catch (ZstdException | IllegalStateException e) {
      return false;
    }
  }
}
