package dev.coffer.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entropy tables of a dictionary: how often each byte, length and distance occurs in values.
 * With them, a frame needs no tables of its own, which are a tenth of a small record, and neither
 * the compressor nor the decompressor has to build any.
 *
 * <p>A dictionary with tables has the format of RFC 8878, section 5: {@link #MAGIC}, an id, the
 * Huffman table of literals, the FSE tables of offsets, match lengths and literal lengths, three
 * recent offsets, and the content. The tables come from the library's own trainer. Its content,
 * which has pieces of single samples, is discarded.
 */
final class EntropyTables {
  private static final int MAGIC = 0xEC30A437;

  /** An id from the range for private use; frames do not contain it. */
  private static final int ID = 1 << 15;

  private static final int ID_AT = Integer.BYTES;
  private static final int TABLES_AT = 2 * Integer.BYTES;
  private static final int RECENT_OFFSETS = 3 * Integer.BYTES;

  /** The number of bits of the largest FSE table: that of the lengths. */
  private static final int MOST_ACCURACY = 9;

  /**
   * The number of bytes of samples, which is enough for the frequencies: four times as many make
   * records smaller by a thousandth.
   */
  private static final int ENOUGH = 256 << 10;

  /**
   * The average length in bytes above which tables gain less than a fiftieth. Frames of documents
   * of 16 KB get a hundredth smaller.
   */
  private static final int LARGE = 8 << 10;

  /** The length in bytes of the pieces of long samples, so that there are several hundred. */
  private static final int PIECE = 1 << 10;

  /**
   * The size in bytes of the content from the trainer, so that about as many bytes are literals as
   * with the real content.
   */
  private static final int DISCARDED_CONTENT = 16 << 10;

  /** The level at which the trainer compresses the samples. */
  private static final int LEVEL = 5;

  private EntropyTables() {}

  /**
   * Puts tables for values like these samples before a content. There are none if the samples are
   * too few, or if they are so large that their frames can have their own.
   */
  static byte[] prepend(byte[] content, List<byte[]> samples) {
    if (bytes(samples) > (long) LARGE * samples.size()) {
      return content;
    }
    byte[] trained = new byte[DISCARDED_CONTENT];
    try {
      long size = Zstd.trainFromBuffer(pieces(samples), trained, false, LEVEL);
      trained = Arrays.copyOf(trained, Math.toIntExact(size));
    } catch (ZstdException e) {
      return content;
    }
    int length = lengthIn(trained);
    if (length == 0) {
      return content;
    }
    byte[] dictionary = Arrays.copyOf(trained, length + content.length);
    System.arraycopy(content, 0, dictionary, length, content.length);
    ByteBuffer.wrap(dictionary).order(ByteOrder.LITTLE_ENDIAN).putInt(ID_AT, ID);
    return dictionary;
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

  private static long bytes(List<byte[]> samples) {
    return samples.stream().mapToLong(sample -> sample.length).sum();
  }

  /** The number of bytes before the content of a dictionary; 0 if it has no tables. */
  static int lengthIn(byte[] dictionary) {
    if (dictionary.length < TABLES_AT
        || ByteBuffer.wrap(dictionary).order(ByteOrder.LITTLE_ENDIAN).getInt() != MAGIC) {
      return 0;
    }
    try {
      int end = TABLES_AT + huffmanLength(dictionary[TABLES_AT] & 0xff);
      for (int table = 0; table < 3; table++) {
        end = new FseHeader(dictionary, end).end();
      }
      int content = dictionary.length - end - RECENT_OFFSETS;
      return content > 0 && areWithin(dictionary, end, content) ? end + RECENT_OFFSETS : 0;
    } catch (IndexOutOfBoundsException e) {
      return 0;
    }
  }

  private static boolean areWithin(byte[] dictionary, int at, int content) {
    ByteBuffer offsets =
        ByteBuffer.wrap(dictionary, at, RECENT_OFFSETS).order(ByteOrder.LITTLE_ENDIAN);
    while (offsets.hasRemaining()) {
      int offset = offsets.getInt();
      if (offset <= 0 || offset > content) {
        return false;
      }
    }
    return true;
  }

  /** The length of a Huffman table: compressed weights, or half a byte for each weight. */
  private static int huffmanLength(int header) {
    return header < 128 ? 1 + header : 1 + (header - 127 + 1) / 2;
  }

  /** The header of an FSE table: RFC 8878, section 4.1.1. */
  private static final class FseHeader {
    private final byte[] bytes;
    private long bit;

    FseHeader(byte[] bytes, int at) {
      this.bytes = bytes;
      this.bit = (long) at * Byte.SIZE;
    }

    /** Reads the header and returns its end. */
    int end() {
      int accuracy = read(4) + 5;
      if (accuracy > MOST_ACCURACY) {
        throw new IndexOutOfBoundsException(accuracy);
      }
      int remaining = 1 << accuracy;
      while (remaining > 0) {
        int probability = probability(remaining);
        remaining -= Math.abs(probability);
        if (probability == 0) {
          skipZeros();
        }
      }
      return Math.toIntExact((bit + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** A probability from -1, which stands for less than one, to the remaining sum. */
    private int probability(int remaining) {
      int values = remaining + 2;
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(values - 1);
      int shortValues = (1 << bits) - values;
      int value = read(bits - 1);
      if (value >= shortValues) {
        value += read(1) << (bits - 1);
        if (value >= 1 << (bits - 1)) {
          value -= shortValues;
        }
      }
      return value - 1;
    }

    private void skipZeros() {
      while (read(2) == 3) {
        // three more symbols of probability 0
      }
    }

    private int read(int bits) {
      int value = 0;
      for (int i = 0; i < bits; i++, bit++) {
        value |= (bytes[Math.toIntExact(bit >>> 3)] >>> (bit & 7) & 1) << i;
      }
      return value;
    }
  }
}
