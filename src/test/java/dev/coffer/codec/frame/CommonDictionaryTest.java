package dev.coffer.codec.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A common dictionary has nothing that fewer than 16 distinct values have. */
class CommonDictionaryTest {
  private static final int WINDOW = 16;
  private static final int SHARED_BY = 16;

  /** Real records that the build unpacks for the trial. */
  private static final Path RECORDS =
      Path.of(
          "target/trial-data/records/newer/spring-boot-autoconfigure/META-INF",
          "spring-configuration-metadata.json");

  /** The number of distinct samples with each window, counted in the plain way. */
  private static Map<String, Integer> windows(List<byte[]> samples) {
    Set<String> distinct = new LinkedHashSet<>();
    samples.forEach(sample -> distinct.add(new String(sample, ISO_8859_1)));
    Map<String, Integer> counts = new HashMap<>();
    for (String sample : distinct) {
      Set<String> own = new HashSet<>();
      for (int at = 0; at + WINDOW <= sample.length(); at++) {
        own.add(sample.substring(at, at + WINDOW));
      }
      own.forEach(window -> counts.merge(window, 1, Integer::sum));
    }
    return counts;
  }

  private static void assertCommon(List<byte[]> samples) {
    List<String> segments =
        DictionaryTrainer.commonSegments(samples).stream()
            .map(segment -> new String(segment, ISO_8859_1))
            .toList();
    assertThat(segments).isNotEmpty();
    assertThat(new String(DictionaryTrainer.trainCommon(samples), ISO_8859_1))
        .isEqualTo(String.join("", segments));
    Map<String, Integer> counts = windows(samples);
    Set<String> texts = new HashSet<>();
    samples.forEach(sample -> texts.add(new String(sample, ISO_8859_1)));
    for (String segment : segments) {
      assertThat(texts).as("'%s' is a part of a value", segment).anyMatch(t -> t.contains(segment));
      for (int at = 0; at + WINDOW <= segment.length(); at++) {
        String window = segment.substring(at, at + WINDOW);
        assertThat(counts.get(window)).as(window).isGreaterThanOrEqualTo(SHARED_BY);
      }
    }
  }

  @Test
  void hasOnlyWindowsThatManyRealRecordsShare() throws IOException {
    List<byte[]> samples = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (JsonNode record : json.readTree(RECORDS.toFile()).get("properties")) {
      samples.add(json.writeValueAsBytes(record));
    }
    assertCommon(samples);
  }

  @Test
  void hasOnlyWindowsThatManyRandomValuesShare() {
    // Few letters make many windows that occur in about 16 values, and hashes that collide.
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      String shared = text(random, 2_000);
      List<byte[]> samples = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        StringBuilder value = new StringBuilder();
        for (int piece = 0; piece < 6; piece++) {
          int from = random.nextInt(shared.length() - 120);
          value.append(shared, from, from + 20 + random.nextInt(100)).append(text(random, 8));
        }
        samples.add(value.toString().getBytes(UTF_8));
      }
      assertCommon(samples);
    }
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 'a', 'd').forEach(letter -> text.append((char) letter));
    return text.toString();
  }

  @Test
  void hasWhatSixteenValuesShareAndNotWhatFifteenShare() {
    String sixteen = "the account is closed since the first of May";
    String fifteen = "the customer has asked to be forgotten at once";
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String value =
          "{\"id\":%d,\"state\":\"this text is in all values of the collection\",\"note\":\"%s\"}"
              .formatted(i * 7919, i < 16 ? sixteen : i < 31 ? fifteen : "note " + i * 104729);
      samples.add(value.getBytes(UTF_8));
    }
    String dictionary = new String(DictionaryTrainer.trainCommon(samples), UTF_8);
    assertThat(dictionary)
        .contains("this text is in all values of the collection", sixteen)
        .doesNotContain("forgotten at once", "the customer has");
  }

  @Test
  void countsAnEqualValueOnce() {
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      samples.add("{\"secret\":\"the same value is stored under a hundred keys\"}".getBytes(UTF_8));
    }
    assertThat(DictionaryTrainer.trainCommon(samples)).isEmpty();
  }

  @Test
  void ofNothingInCommonIsEmpty() {
    assertThat(DictionaryTrainer.trainCommon(List.of())).isEmpty();
    assertThat(DictionaryTrainer.trainCommon(List.of(new byte[0], new byte[15]))).isEmpty();
    List<byte[]> noise =
        IntStream.range(0, 500)
            .mapToObj(
                i -> {
                  byte[] bytes = new byte[300];
                  new Random(i).nextBytes(bytes);
                  return bytes;
                })
            .toList();
    assertThat(DictionaryTrainer.trainCommon(noise)).isEmpty();
  }
}
