package dev.coffer.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.HashAlgorithm;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentHasherTest {

  /** The BLAKE3 team's test vectors: input bytes are 0, 1, … 250, 0, 1, …; output cut to 32. */
  @ParameterizedTest
  @CsvSource({
    "0, af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    "1, 2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
    "1023, 10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
    "1024, 42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
    "1025, d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
    "102400, bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085",
  })
  void givesTheOfficialBlake3(int length, String digest) {
    byte[] input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) (i % 251);
    }
    assertThat(ContentHasher.hash(HashAlgorithm.BLAKE3, input).toString())
        .isEqualTo("blake3:" + digest);
  }

  /** The examples of FIPS 180-4. */
  @ParameterizedTest
  @CsvSource({
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
        + "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  })
  void givesTheOfficialSha256(String input, String digest) {
    assertThat(ContentHasher.hash(HashAlgorithm.SHA256, input.getBytes(UTF_8)).toString())
        .isEqualTo("sha256:" + digest);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDependOnTheStepsItIsFedBy(HashAlgorithm algorithm) {
    Random random = new Random(42);
    byte[] input = new byte[300_000];
    random.nextBytes(input);
    ContentHasher hasher = ContentHasher.of(algorithm);
    for (int round = 0; round < 20; round++) {
      for (int at = 0; at < input.length; ) {
        int step = Math.min(input.length - at, random.nextInt(5000));
        hasher.update(input, at, step);
        at += step;
      }
      assertThat(hasher.finish()).isEqualTo(ContentHasher.hash(algorithm, input));
    }
  }

  @Test
  void tellsTheAlgorithmsApart() {
    byte[] input = {1};
    assertThat(ContentHasher.hash(HashAlgorithm.BLAKE3, input))
        .isNotEqualTo(ContentHasher.hash(HashAlgorithm.SHA256, input));
  }
}
