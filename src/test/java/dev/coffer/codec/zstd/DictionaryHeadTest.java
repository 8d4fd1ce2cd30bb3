package dev.coffer.codec.zstd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.codec.PreparedDictionary;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionaryTrainer;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.codec.frame.Frames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class DictionaryHeadTest {
  private static final String[] COLOURS = {"amber", "black", "coral", "green", "ivory", "olive"};

  private final ZstdCodec codec = new ZstdCodec();
  private final List<byte[]> samples = samples(1, 4000);
  private final byte[] content = DictionaryTrainer.trainCommon(samples);
  private final byte[] tuned = codec.tuned(content, samples);

  private static List<byte[]> samples(int seed, int count) {
    Random random = new Random(seed);
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(
          "{\"article\":\"%08x\",\"colour\":\"%s\",\"name\":\"%s chair %s\",\"price\":%d}"
              .formatted(
                  random.nextInt(),
                  COLOURS[random.nextInt(COLOURS.length)],
                  COLOURS[random.nextInt(COLOURS.length)],
                  Long.toString(random.nextInt(1 << 20), 36),
                  random.nextInt(100_000))
              .getBytes(UTF_8));
    }
    return samples;
  }

  @Test
  void isBeforeTheUnchangedContent() {
    assertThat(tuned.length).isBetween(content.length + 1, content.length + 1024);
    assertThat(Arrays.copyOfRange(tuned, tuned.length - content.length, tuned.length))
        .isEqualTo(content);
    assertThat(DictionaryHead.isIn(tuned)).isTrue();
    assertThat(DictionaryHead.isIn(content)).isFalse();
  }

  @Test
  void makesValuesSmaller() {
    PreparedDictionary without = codec.prepare(content);
    PreparedDictionary with = codec.prepare(tuned);
    long before = 0;
    long after = 0;
    for (byte[] value : samples(2, 1000)) {
      before += without.compress(value).length;
      byte[] compressed = with.compress(value);
      after += compressed.length;
      assertThat(with.decompress(compressed, 0, compressed.length, value.length)).isEqualTo(value);
      byte[] dense = with.compressDensely(value);
      assertThat(with.decompress(dense, 0, dense.length, value.length)).isEqualTo(value);
    }
    assertThat(after).isLessThan(before);
  }

  @Test
  void suitsValuesOfOtherBytes() {
    PreparedDictionary with = codec.prepare(tuned);
    Random random = new Random(3);
    for (int length : List.of(1, 50, 1000, 5000, 200_000)) {
      byte[] value = new byte[length];
      for (int i = 0; i < length; i++) {
        value[i] = (byte) (128 + random.nextInt(30));
      }
      byte[] compressed = with.compress(value);
      assertThat(with.decompress(compressed, 0, compressed.length, length)).isEqualTo(value);
    }
  }

  @Test
  void isContentForAnotherCodec() {
    byte[] value = samples(4, 1).get(0);
    Dictionary dictionary = Dictionary.of(tuned);
    byte[] frame = FrameWriter.by("brotli").encode(value, dictionary);
    assertThat(Frames.dictionary(frame)).isEqualTo(dictionary.id());
    assertThat(Frames.decode(frame, (id, name) -> dictionary)).isEqualTo(value);
  }

  @Test
  void doesNotExistForTooFewSamples() {
    assertThat(codec.tuned(content, samples.subList(0, 2))).isEqualTo(content);
  }

  @Test
  void doesNotExistForLargeSamples() {
    byte[] large = new byte[9000];
    Arrays.fill(large, (byte) 'x');
    List<byte[]> more = new ArrayList<>(samples.subList(0, 100));
    assertThat(codec.tuned(content, more)).isNotEqualTo(content);
    more.replaceAll(sample -> large);
    assertThat(codec.tuned(content, more)).isEqualTo(content);
  }

  @Test
  void isNotSeenInContentThatBeginsLikeOne() {
    byte[] value = samples(5, 1).get(0);
    for (int length : List.of(8, 12, 40, tuned.length - content.length - 1)) {
      byte[] forged = Arrays.copyOf(tuned, length + 1000);
      Arrays.fill(forged, length, forged.length, (byte) 'x');
      PreparedDictionary prepared = codec.prepare(forged);
      byte[] compressed = prepared.compress(value);
      assertThat(prepared.decompress(compressed, 0, compressed.length, value.length))
          .as("cut at %d", length)
          .isEqualTo(value);
    }
  }

  @Test
  void holdsNoTextOfTheSamples() {
    byte[] head = Arrays.copyOf(tuned, tuned.length - content.length);
    String text = new String(head, ISO_8859_1);
    for (byte[] sample : samples) {
      String value = new String(sample, ISO_8859_1);
      for (int at = 0; at + 5 <= value.length(); at++) {
        if (text.contains(value.substring(at, at + 5))) {
          Assertions.fail("The head holds a part of " + value);
        }
      }
    }
  }
}
