package dev.coffer.codec.zstd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.DamagedFrameException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ZstdCodecTest {
  private final ZstdCodec codec = new ZstdCodec();

  @Test
  void worksHereUnderAnIdThatNeverChanges() {
    assertThat(codec.problem()).isEmpty();
    assertThat(codec.id()).isEqualTo(2);
    assertThat(codec.name()).isEqualTo("zstd");
  }

  @Test
  void hasAFormatThatStaysReadable() {
    byte[] raw = "abcabcabc".repeat(50).getBytes(UTF_8);
    byte[] stored = HexFormat.of().parseHex("02186162630100bcaa6e08");
    assertThat(codec.decompress(stored, 0, stored.length, raw.length)).isEqualTo(raw);
  }

  @Test
  void omitsTheFieldsOfTheFrame() {
    byte[] compressed = codec.compress("abcabcabc".repeat(50).getBytes(UTF_8));
    assertThat(compressed.length).isLessThan(15);
  }

  @Test
  void readsBlocksOfEveryKind() {
    byte[] noise = new byte[300_000];
    new Random(5).nextBytes(noise);
    byte[] mixed = Arrays.copyOf(noise, 900_000);
    byte[] large = Arrays.copyOf(mixed, 5_000_000);
    System.arraycopy(noise, 0, large, 4_100_000, noise.length);
    for (byte[] raw : List.of(new byte[0], Arrays.copyOf(noise, 50), noise, mixed, large)) {
      for (byte[] compressed : List.of(codec.compress(raw), codec.compressDensely(raw))) {
        assertThat(codec.decompress(compressed, 0, compressed.length, raw.length)).isEqualTo(raw);
      }
    }
  }

  @Test
  void refusesAnInvalidShortFrame() {
    for (byte[] payload : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {4, 2, 3})) {
      assertThatThrownBy(() -> codec.decompress(payload, 0, payload.length, 2))
          .isInstanceOf(DamagedFrameException.class);
    }
    byte[] tooLong = new byte[3 << 20];
    assertThatThrownBy(() -> codec.decompress(tooLong, 0, tooLong.length, 3 << 20))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining("larger than a block");
  }

  @Test
  void producesExactlyTheClaimedLength() {
    byte[] compressed = codec.compress(new byte[3000]);
    for (int claim : List.of(0, 1, 2999, 3001, 1 << 20, 2 << 20)) {
      assertThatThrownBy(() -> codec.decompress(compressed, 0, compressed.length, claim))
          .as("claim of %d", claim)
          .isInstanceOf(DamagedFrameException.class);
    }
  }

  @Test
  void allocatesNothingForAnImpossibleClaim() {
    assertThatThrownBy(() -> codec.decompress(new byte[20], 0, 20, 64 << 20))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining("cannot hold the 67108864");
    byte[] zeros = codec.compress(new byte[64 << 20]);
    assertThat(codec.decompress(zeros, 0, zeros.length, 64 << 20)).hasSize(64 << 20);
  }

  @Test
  void worksAfterDamageAsBefore() {
    byte[] raw = "some text, some more text, some text".getBytes(UTF_8);
    byte[] compressed = codec.compress(raw);
    byte[] damaged = new byte[] {1, 2, 3, 4, 5, 6};
    for (int round = 0; round < 100; round++) {
      assertThatThrownBy(() -> codec.decompress(damaged, 0, damaged.length, 100))
          .isInstanceOf(DamagedFrameException.class);
      assertThat(codec.decompress(compressed, 0, compressed.length, raw.length)).isEqualTo(raw);
    }
  }

  @Test
  void servesMoreThreadsThanItKeepsContextsFor() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int task = 0; task < 16; task++) {
        int seed = task;
        results.add(threads.submit(() -> roundTrips(new Random(seed))));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean roundTrips(Random random) {
    for (int round = 0; round < 500; round++) {
      byte[] raw = new byte[random.nextInt(20_000)];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = (byte) random.nextInt(6);
      }
      byte[] compressed = codec.compress(raw);
      if (!Arrays.equals(raw, codec.decompress(compressed, 0, compressed.length, raw.length))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void refusesADamagedLargeValue() {
    byte[] raw = new byte[6_000_000];
    new Random(7).nextBytes(raw);
    Arrays.fill(raw, 0, 3_000_000, (byte) 1);
    byte[] whole = codec.compress(raw);
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    byte[] shorter = Arrays.copyOf(whole, whole.length - 1);
    for (byte[] payload : List.of(longer, shorter)) {
      assertThatThrownBy(() -> codec.decompress(payload, 0, payload.length, raw.length))
          .isInstanceOf(DamagedFrameException.class);
    }
    for (int length : List.of(raw.length - 1, raw.length + 1)) {
      assertThatThrownBy(() -> codec.decompress(whole, 0, whole.length, length))
          .isInstanceOf(DamagedFrameException.class);
    }
    assertThat(codec.decompress(whole, 0, whole.length, raw.length)).isEqualTo(raw);
  }
}
