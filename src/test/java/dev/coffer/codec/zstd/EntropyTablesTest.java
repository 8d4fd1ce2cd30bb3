package dev.coffer.codec.zstd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.codec.PreparedDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntropyTablesTest {
  private static final byte[] CONTENT =
      "{\"name\":\"\",\"description\":\"\",\"kind\":\"parameter\",\"required\":false}"
          .getBytes(UTF_8);

  private static final String[] WORDS =
      "the broker waits for a message until its consumer has closed every session of that queue"
          .split(" ");

  private final ZstdCodec codec = new ZstdCodec();

  private static List<byte[]> samples(int count, int words) {
    Random random = new Random(count);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              StringBuilder text = new StringBuilder("{\"name\":\"n" + i + "\",\"description\":\"");
              random
                  .ints(words, 0, WORDS.length)
                  .forEach(word -> text.append(WORDS[word]).append(' '));
              return text.append("\",\"kind\":\"parameter\",\"required\":false}")
                  .toString()
                  .getBytes(UTF_8);
            })
        .toList();
  }

  private int bytes(byte[] dictionary, List<byte[]> values) {
    PreparedDictionary prepared = codec.prepare(dictionary);
    return values.stream().mapToInt(value -> prepared.compress(value).length).sum();
  }

  @Test
  void makeSmallValuesSmaller() {
    byte[] tuned = codec.tune(CONTENT, samples(1000, 12));
    List<byte[]> others = samples(100, 12);
    assertThat(bytes(tuned, others)).isLessThan(bytes(CONTENT, others));
  }

  @Test
  void areReadBack() {
    byte[] tuned = codec.tune(CONTENT, samples(1000, 12));
    // Another instance reads, and values have bytes that no sample has.
    PreparedDictionary writer = codec.prepare(tuned);
    PreparedDictionary reader = new ZstdCodec().prepare(tuned.clone());
    byte[] noise = new byte[3000];
    new Random(3).nextBytes(noise);
    Stream.concat(
            Stream.of(new byte[0], noise, new byte[100_000]),
            Stream.concat(samples(50, 5).stream(), samples(5, 20_000).stream()))
        .forEach(
            raw -> {
              for (byte[] compressed : List.of(writer.compress(raw), writer.compressDensely(raw))) {
                assertThat(reader.decompress(compressed, 0, compressed.length, raw.length))
                    .isEqualTo(raw);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 900})
  void haveNothingOfASampleButTheContent(int words) {
    List<byte[]> samples = samples(600, words);
    byte[] tuned = codec.tune(CONTENT, samples);
    int length = EntropyTables.lengthIn(tuned);
    assertThat(length).isBetween(20, 400);
    assertThat(Arrays.copyOfRange(tuned, length, tuned.length)).isEqualTo(CONTENT);
    String tables = new String(tuned, 0, length, ISO_8859_1);
    String all = new String(samples.get(0), UTF_8) + new String(samples.get(599), UTF_8);
    for (int at = 0; at + 6 <= all.length(); at++) {
      assertThat(tables).doesNotContain(all.substring(at, at + 6));
    }
  }

  @Test
  void areTheSameForTheSameSamples() {
    List<byte[]> samples = samples(500, 12);
    assertThat(codec.tune(CONTENT, samples)).isEqualTo(codec.tune(CONTENT, samples));
  }

  @Test
  void needSomeSamples() {
    assertThat(codec.tune(CONTENT, List.of())).isEqualTo(CONTENT);
    assertThat(codec.tune(CONTENT, samples(1, 3))).isEqualTo(CONTENT);
  }

  @Test
  void areOnlyForSmallValues() {
    assertThat(codec.tune(CONTENT, samples(20, 4000))).isEqualTo(CONTENT);
  }

  @Test
  void areNotExpectedWhereBytesAreLikeThemByChance() {
    byte[] magic = {0x37, (byte) 0xa4, 0x30, (byte) 0xec};
    byte[] tuned = codec.tune(CONTENT, samples(1000, 12));
    List<byte[]> dictionaries = new ArrayList<>();
    for (int length = magic.length; length < EntropyTables.lengthIn(tuned); length++) {
      dictionaries.add(Arrays.copyOf(tuned, length));
    }
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[300];
      random.nextBytes(bytes);
      System.arraycopy(magic, 0, bytes, 0, magic.length);
      dictionaries.add(bytes);
    }
    for (byte[] dictionary : dictionaries) {
      PreparedDictionary prepared = codec.prepare(dictionary);
      byte[] compressed = prepared.compress(CONTENT);
      assertThat(prepared.decompress(compressed, 0, compressed.length, CONTENT.length))
          .isEqualTo(CONTENT);
    }
  }
}
