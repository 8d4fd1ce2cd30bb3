package dev.coffer.hash.blake3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is Bouncy Castle, which hashes one block at a time. */
class Blake3Test {
  private static final int CHUNK = 1024;
  private static final int GROUP = 128 * CHUNK;
  private static final int ROUNDS = 200;
  private static final byte[] RANDOM = new byte[20 * GROUP];

  static {
    new Random(7).nextBytes(RANDOM);
  }

  private static byte[] oracle(byte[] input, int offset, int length) {
    Blake3Digest digest = new Blake3Digest(32);
    digest.update(input, offset, length);
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return out;
  }

  private static byte[] oracle(byte[] input) {
    return oracle(input, 0, input.length);
  }

  /** The BLAKE3 team's test vectors: input bytes are 0, 1, … 250, 0, 1, …; output cut to 32. */
  @ParameterizedTest
  @CsvSource({
    "0, af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    "1, 2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
    "1023, 10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
    "1024, 42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
    "1025, d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
    "2048, e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a",
    "2049, 5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
    "3072, b98cb0ff3623be03326b373de6b9095218513e64f1ee2edd2525c7ad1e5cffd2",
    "4096, 015094013f57a5277b59d8475c0501042c0b642e531b0a1c8f58d2163229e969",
    "5121, 628bd2cb2004694adaab7bbd778a25df25c47b9d4155a55f8fbd79f2fe154cff",
    "6145, f1323a8631446cc50536a9f705ee5cb619424d46887f3c376c695b70e0f0507f",
    "7168, 61da957ec2499a95d6b8023e2b0e604ec7f6b50e80a9678b89d2628e99ada77a",
    "8192, aae792484c8efe4f19e2ca7d371d8c467ffb10748d8a5a1ae579948f718a2a63",
    "8193, bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b",
    "16384, f875d6646de28985646f34ee13be9a576fd515f76b5b0a26bb324735041ddde4",
    "31744, 62b6960e1a44bcc1eb1a611a8d6235b6b4b78f32e7abc4fb4c6cdcce94895c47",
    "102400, bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085"
  })
  void givesTheOfficialDigests(int length, String digest) {
    byte[] input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) (i % 251);
    }
    assertThat(HexFormat.of().formatHex(Blake3.digest(input))).isEqualTo(digest);
    assertThat(HexFormat.of().formatHex(oracle(input))).isEqualTo(digest);
  }

  /** Lengths around the ends of blocks, chunks, lanes and subtrees. */
  static IntStream lengths() {
    IntStream chunks = IntStream.rangeClosed(1, 130).map(count -> count * CHUNK);
    IntStream subtrees = IntStream.rangeClosed(1, 17).map(count -> count * GROUP);
    IntStream others =
        IntStream.of(0, 64, 128, 960, GROUP + CHUNK, GROUP + 33 * CHUNK, 5 * GROUP / 2);
    return Stream.of(others, chunks, subtrees)
        .flatMapToInt(ends -> ends)
        .flatMap(end -> IntStream.rangeClosed(end - 1, end + 1))
        .filter(length -> length >= 0);
  }

  @Test
  void equalsTheOracleAroundEveryBoundary() {
    lengths()
        .forEach(
            length -> {
              byte[] input = Arrays.copyOf(RANDOM, length);
              assertThat(Blake3.digest(input)).as("%d bytes", length).isEqualTo(oracle(input));
            });
  }

  @Test
  void equalsTheOracleForRandomLengths() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      int length = random.nextInt(1 << random.nextInt(22));
      int offset = random.nextInt(RANDOM.length - length);
      byte[] input = Arrays.copyOfRange(RANDOM, offset, offset + length);
      assertThat(Blake3.digest(input)).as("%d bytes", length).isEqualTo(oracle(input));
    }
  }

  @Test
  void doesNotDependOnTheSteps() {
    Random random = new Random(13);
    Blake3 hash = new Blake3();
    for (int largest : new int[] {1, 63, 1000, 8192, GROUP, 5 * GROUP}) {
      for (int round = 0; round < 12; round++) {
        int length = random.nextInt(Math.min(RANDOM.length, 2000 * largest));
        for (int at = 0; at < length; ) {
          int step = Math.min(length - at, random.nextInt(largest + 1));
          hash.update(RANDOM, at, step);
          at += step;
        }
        assertThat(hash.digest())
            .as("%d bytes in steps of at most %d", length, largest)
            .isEqualTo(oracle(RANDOM, 0, length));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("wholeSteps")
  void doesNotDependOnStepsThatAreWholeSubtrees(int step) {
    Blake3 hash = new Blake3();
    for (int at = 0; at < RANDOM.length; at += step) {
      hash.update(RANDOM, at, Math.min(step, RANDOM.length - at));
    }
    assertThat(hash.digest()).isEqualTo(oracle(RANDOM));
  }

  static IntStream wholeSteps() {
    return IntStream.of(CHUNK, GROUP - 1, GROUP, GROUP + 1, 4 * GROUP, RANDOM.length);
  }

  @Test
  void hashesTwoInputsByTurns() {
    Blake3 first = new Blake3();
    Blake3 second = new Blake3();
    int step = 50_000;
    for (int at = 0; at < 1_000_000; at += step) {
      first.update(RANDOM, at, step);
      second.update(RANDOM, at + 1_000_000, step);
    }
    assertThat(first.digest()).isEqualTo(oracle(RANDOM, 0, 1_000_000));
    assertThat(second.digest()).isEqualTo(oracle(RANDOM, 1_000_000, 1_000_000));
  }

  @Test
  void hashesOnManyThreadsAtOnce() throws Exception {
    byte[] expected = oracle(RANDOM);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<byte[]>> digests = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        digests.add(threads.submit(() -> Blake3.digest(RANDOM)));
      }
      for (Future<byte[]> digest : digests) {
        assertThat(digest.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Beyond 4 TiB the number of a chunk has a second word. No test can hash so much. */
  @ParameterizedTest
  @ValueSource(longs = {0, (1L << 32) - 128, 1L << 32, 5L << 40})
  void hashesSubtreesAnywhereInTheInput(long first) {
    for (int chunks : new int[] {1, 16, 32, 33, 64, 72, 127, 128}) {
      Subtree subtree = Subtree.take();
      subtree.hash(RANDOM, 0, chunks * CHUNK, first);
      subtree.merge(1);
      int[] merged = new int[8];
      subtree.copyTo(merged, 0);
      assertThat(merged)
          .as("%d chunks from %d on", chunks, first)
          .isEqualTo(oneByOne(subtree, 0, chunks, first));
    }
  }

  private static int[] oneByOne(Subtree subtree, int from, int chunks, long first) {
    int[] chain = new int[8];
    if (chunks == 1) {
      subtree.hash(RANDOM, from * CHUNK, CHUNK, first);
    } else {
      int ofLeft = Integer.highestOneBit(chunks - 1);
      int[] left = oneByOne(subtree, from, ofLeft, first);
      oneByOne(subtree, from + ofLeft, chunks - ofLeft, first + ofLeft);
      subtree.join(left, 0, 0);
    }
    subtree.copyTo(chain, 0);
    return chain;
  }

  @Test
  void allocatesOnlyTheDigests() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    Blake3 hash = new Blake3();
    long before = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      if (round == ROUNDS) {
        before = threads.getThreadAllocatedBytes(thread);
      }
      for (int at = 0; at < 10 * GROUP; at += 100_000) {
        hash.update(RANDOM, at, 100_000);
      }
      hash.digest();
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(allocated).isLessThan(ROUNDS * 100L);
  }

  @Test
  void refusesAStepOutsideTheArray() {
    Blake3 hash = new Blake3();
    assertThatThrownBy(() -> hash.update(new byte[10], 8, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    hash.update(RANDOM, 0, 10);
    assertThat(hash.digest()).isEqualTo(oracle(RANDOM, 0, 10));
  }
}
