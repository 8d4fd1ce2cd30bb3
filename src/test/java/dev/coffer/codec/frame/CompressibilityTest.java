package dev.coffer.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressibilityTest {

  @ParameterizedTest
  @ValueSource(ints = {256, 300, 511, 1000, 4095, 4096, 4097, 50_000, 1_000_000})
  void skipsRandomBytes(int length) {
    byte[] random = new byte[length];
    for (int seed = 0; seed < 50; seed++) {
      new Random(seed).nextBytes(random);
      assertThat(Compressibility.isLikely(random, false)).as("seed %d", seed).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 4096, 60_000})
  void skipsCompressedBytes(int length) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(zipped)) {
      for (int i = 0; zipped.size() < 2 * length; i++) {
        deflater.write(("line " + i * 7919L + " of a text\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(Compressibility.isLikely(Arrays.copyOf(zipped.toByteArray(), length), false))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 255, 256, 300, 4096, 100_000})
  void acceptsTextThatEncodesRandomBytes(int length) {
    byte[] random = new byte[length];
    new Random(1).nextBytes(random);
    byte[] base64 = Base64.getEncoder().encode(random);
    assertThat(Compressibility.isLikely(Arrays.copyOf(base64, length), false)).isTrue();
  }

  @Test
  void doesNotEstimateJson() {
    byte[] json = new byte[4096];
    new Random(1).nextBytes(json);
    json[0] = '[';
    json[4095] = ']';
    assertThat(Compressibility.isLikely(json, false)).isTrue();
    json[0] = '{';
    assertThat(Compressibility.isLikely(json, false)).isFalse();
    json[4095] = '}';
    assertThat(Compressibility.isLikely(json, false)).isTrue();
  }

  @Test
  void samplesTheCompleteValue() {
    byte[] zipInText = new byte[100_000];
    new Random(1).nextBytes(zipInText);
    Arrays.fill(zipInText, 50_000, 100_000, (byte) ' ');
    assertThat(Compressibility.isLikely(zipInText, false)).isTrue();
  }

  @Test
  void acceptsSmallValuesWithADictionary() {
    byte[] random = new byte[1000];
    new Random(1).nextBytes(random);
    assertThat(Compressibility.isLikely(random, true)).isTrue();
    assertThat(Compressibility.isLikely(Arrays.copyOf(random, 10), true)).isFalse();
    byte[] large = new byte[4096];
    new Random(1).nextBytes(large);
    assertThat(Compressibility.isLikely(large, true)).isFalse();
  }

  @Test
  void skipsTinyValues() {
    assertThat(Compressibility.isLikely(new byte[Compressibility.TINY - 1], false)).isFalse();
    assertThat(Compressibility.isLikely(new byte[Compressibility.TINY], false)).isTrue();
  }
}
