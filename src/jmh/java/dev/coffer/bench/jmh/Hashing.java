package dev.coffer.bench.jmh;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.hash.ContentHasher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Hashes of byte arrays, by one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Hashing {

  /** The sizes of {@link #mixed}, in bytes: several of each kind of path. */
  private static final int[] SIZES = {300, 1024, 5000, 16_384, 40_000, 65_536, 200_000, 1 << 20};

  /** The number of bytes that {@link #mixed} hashes. */
  public static final long MIXED_BYTES = total();

  /** A hash function and its implementation. */
  public enum Function {
    BLAKE3 {
      @Override
      byte[] hash(byte[] bytes) {
        return ContentHasher.hash(HashAlgorithm.BLAKE3, bytes).digest();
      }
    },
    BLAKE3_OF_BOUNCY_CASTLE {
      @Override
      byte[] hash(byte[] bytes) {
        Blake3Digest digest = new Blake3Digest(HashAlgorithm.DIGEST_LENGTH);
        digest.update(bytes, 0, bytes.length);
        byte[] out = new byte[HashAlgorithm.DIGEST_LENGTH];
        digest.doFinal(out, 0);
        return out;
      }
    },
    SHA256 {
      @Override
      byte[] hash(byte[] bytes) {
        try {
          return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
          throw new IllegalStateException(e);
        }
      }
    };

    abstract byte[] hash(byte[] bytes);
  }

  @Param public Function function = Function.BLAKE3;

  /** The number of bytes of {@link #one}. */
  @Param({"1024", "16384", "65536", "1048576"})
  public int size;

  private byte[] input = new byte[0];
  private byte[][] inputs = new byte[0][];

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(5);
    input = new byte[size];
    random.nextBytes(input);
    inputs = new byte[SIZES.length][];
    for (int i = 0; i < SIZES.length; i++) {
      inputs[i] = new byte[SIZES[i]];
      random.nextBytes(inputs[i]);
    }
  }

  /** A hash of one size. */
  @Benchmark
  public byte[] one() {
    return function.hash(input);
  }

  /** Hashes of several sizes by turns, as in an application. */
  @Benchmark
  public int mixed() {
    int first = 0;
    for (byte[] each : inputs) {
      first += function.hash(each)[0];
    }
    return first;
  }

  private static long total() {
    long total = 0;
    for (int size : SIZES) {
      total += size;
    }
    return total;
  }
}
