package dev.coffer.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

  /**
   * The average length of samples, in bytes, above which a head saves no more than a fiftieth, and
   * is not worth its training.
   */
  private static final int LARGE = 8 << 10;

  /** The number of bytes of samples: four times as many make records smaller by a thousandth. */
  private static final int ENOUGH = 256 << 10;

  /** The length in bytes of the pieces of long samples, so that there are several hundred. */
  private static final int PIECE = 1 << 10;

  /** The size of the trial dictionary, in bytes, so that the training takes about 20 ms. */
  private static final int TRIAL = 16 << 10;

  private static final int LEVEL = 5;

  private DictionaryHead() {}

  /**
   * A dictionary of this content with a head; the content alone if there are too few samples or if
   * they are large.
   *
   * @param content the text of the dictionary
   * @param samples values like those that will be compressed
   */
  static byte[] before(byte[] content, List<byte[]> samples) {
    if (bytes(samples) > (long) LARGE * samples.size()) {
      return content;
    }
    byte[] trial = new byte[TRIAL];
    try {
      long size = Zstd.trainFromBuffer(pieces(samples), trial, false, LEVEL);
      trial = Arrays.copyOf(trial, Math.toIntExact(size));
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

  private static long bytes(List<byte[]> samples) {
    return samples.stream().mapToLong(sample -> sample.length).sum();
  }

  /** Pieces of the samples, spread over all of them. */
  private static byte[][] pieces(List<byte[]> samples) {
    double step = Math.max(1, (double) bytes(samples) / ENOUGH);
    List<byte[]> pieces = new ArrayList<>();
    double next = 0;
    int piece = 0;
    for (byte[] sample : samples) {
      for (int start = 0; start < sample.length; start += PIECE) {
        if (piece >= next) {
          pieces.add(Arrays.copyOfRange(sample, start, Math.min(sample.length, start + PIECE)));
          next += step;
        }
        piece++;
      }
    }
    return pieces.toArray(byte[][]::new);
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
