package dev.coffer.hash.blake3;

import java.util.Arrays;
import java.util.Objects;

/**
 * An incremental computation of BLAKE3 with 256 bits of output, without a key. It hashes whole
 * subtrees of chunks side by side, and buffers the input until one is complete and not the last.
 * The buffer has at most {@value Subtree#BYTES} bytes. Not thread-safe.
 */
public final class Blake3 {
  private static final int DIGEST = Compression.CHAIN * Integer.BYTES;
  private static final int SMALLEST_BUFFER = Compression.CHUNK;

  private byte[] buffer = new byte[0];
  private int buffered;

  /** The number of hashed subtrees. */
  private long subtrees;

  /**
   * The chaining values of the hashed subtrees, merged where two are siblings: one for each bit of
   * their number.
   */
  private int[] stack = new int[0];

  private int depth;

  /** The digest of a whole input. */
  public static byte[] digest(byte[] input) {
    Blake3 hash = new Blake3();
    int done = hash.hashAllButLast(input, 0, input.length);
    return hash.finish(input, done, input.length - done);
  }

  /** Adds bytes to the input. */
  public void update(byte[] input, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, input.length);
    int at = offset;
    int left = length;
    if (buffered > 0) {
      int copied = Math.min(left, Subtree.BYTES - buffered);
      keep(input, at, copied);
      at += copied;
      left -= copied;
      if (left == 0) {
        return;
      }
      hashSubtrees(buffer, 0, 1);
      buffered = 0;
    }
    int done = hashAllButLast(input, at, left);
    keep(input, at + done, left - done);
  }

  /** Completes the digest, and begins a new input. */
  public byte[] digest() {
    byte[] digest = finish(buffer, 0, buffered);
    buffered = 0;
    subtrees = 0;
    depth = 0;
    return digest;
  }

  private void keep(byte[] input, int offset, int length) {
    int needed = buffered + length;
    if (buffer.length < needed) {
      int larger = Math.min(Math.max(needed, 2 * buffer.length), Subtree.BYTES);
      buffer = Arrays.copyOf(buffer, Math.max(larger, SMALLEST_BUFFER));
    }
    System.arraycopy(input, offset, buffer, buffered, length);
    buffered = needed;
  }

  /** Hashes the whole subtrees of an input except the last one, and returns their length. */
  private int hashAllButLast(byte[] input, int offset, int length) {
    int whole = Math.max(0, length - 1) / Subtree.BYTES;
    if (whole > 0) {
      hashSubtrees(input, offset, whole);
    }
    return whole * Subtree.BYTES;
  }

  private void hashSubtrees(byte[] input, int offset, int count) {
    Subtree subtree = Subtree.take();
    for (int i = 0; i < count; i++) {
      subtree.hash(input, offset + i * Subtree.BYTES, Subtree.BYTES, subtrees * Lanes.WIDE);
      subtree.merge(1);
      subtrees++;
      for (long siblings = subtrees; siblings % 2 == 0; siblings /= 2) {
        depth--;
        subtree.join(stack, depth * Compression.CHAIN, 0);
      }
      push(subtree);
    }
    subtree.giveBack();
  }

  private void push(Subtree subtree) {
    int at = depth * Compression.CHAIN;
    if (stack.length == at) {
      stack = Arrays.copyOf(stack, Math.max(2 * at, 4 * Compression.CHAIN));
    }
    subtree.copyTo(stack, at);
    depth++;
  }

  private byte[] finish(byte[] rest, int offset, int length) {
    Subtree subtree = Subtree.take();
    if (subtrees == 0 && length <= Compression.CHUNK) {
      subtree.hashRoot(rest, offset, length);
    } else {
      subtree.hash(rest, offset, length, subtrees * Lanes.WIDE);
      if (subtrees == 0) {
        subtree.mergeToRoot();
      } else {
        subtree.merge(1);
        while (depth > 0) {
          depth--;
          subtree.join(stack, depth * Compression.CHAIN, depth == 0 ? Compression.ROOT : 0);
        }
      }
    }
    byte[] digest = new byte[DIGEST];
    subtree.copyTo(digest);
    subtree.giveBack();
    return digest;
  }
}
