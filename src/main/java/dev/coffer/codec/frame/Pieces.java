package dev.coffer.codec.frame;

import java.util.Arrays;
import java.util.List;

/** Stretches of a text, in the order of the samples that they are from. Used by one thread. */
final class Pieces {
  private final byte[] text;
  private int[] samples = new int[1024];
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];
  private int size;
  private long bytes;

  Pieces(byte[] text) {
    this.text = text;
  }

  /** The whole samples, end to end. */
  static Pieces of(List<byte[]> samples) {
    Pieces pieces = new Pieces(new byte[samples.stream().mapToInt(each -> each.length).sum()]);
    int end = 0;
    for (int sample = 0; sample < samples.size(); sample++) {
      int length = samples.get(sample).length;
      System.arraycopy(samples.get(sample), 0, pieces.text, end, length);
      pieces.add(sample, end, end + length);
      end += length;
    }
    return pieces;
  }

  /** A text in pieces of this length, which are no samples. */
  static Pieces cut(byte[] text, int length) {
    Pieces pieces = new Pieces(text);
    for (int start = 0; start < text.length; start += length) {
      pieces.add(0, start, Math.min(text.length, start + length));
    }
    return pieces;
  }

  /**
   * Adds a piece.
   *
   * @param sample the number of the sample that has it
   */
  void add(int sample, int start, int end) {
    if (size == starts.length) {
      samples = Arrays.copyOf(samples, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    samples[size] = sample;
    starts[size] = start;
    ends[size] = end;
    size++;
    bytes += end - start;
  }

  byte[] text() {
    return text;
  }

  int size() {
    return size;
  }

  /** The total length of all pieces, in bytes. */
  long bytes() {
    return bytes;
  }

  int sample(int piece) {
    return samples[piece];
  }

  int start(int piece) {
    return starts[piece];
  }

  int end(int piece) {
    return ends[piece];
  }
}
