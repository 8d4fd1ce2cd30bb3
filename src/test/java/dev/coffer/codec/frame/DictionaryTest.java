package dev.coffer.codec.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.api.DictionaryUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"brotli", "zstd"})
class DictionaryTest {

  /** The real records that the build unpacks for the trial. */
  private static final Path RECORDS =
      Path.of(
          "target/trial-data/records/newer/spring-boot-autoconfigure/META-INF",
          "spring-configuration-metadata.json");

  private static final Dictionary COMMON =
      Dictionary.of("{\"name\":\"\",\"habitat\":\"deep forest\",\"strength\":".getBytes(UTF_8));

  private static final byte[] RAW =
      "{\"name\":\"dragon\",\"habitat\":\"deep forest\",\"strength\":99}".getBytes(UTF_8);

  private final String codec;
  private final FrameWriter writer;

  DictionaryTest(String codec) {
    this.codec = codec;
    this.writer = FrameWriter.by(codec);
  }

  @Test
  void isNamedInTheFrame() {
    byte[] frame = writer.encode(RAW, COMMON);
    assertThat(frame).hasSizeLessThan(writer.encode(RAW).length);
    assertThat(Frames.codec(frame)).isEqualTo(codec);
    assertThat(Frames.rawLength(frame)).isEqualTo(RAW.length);
    assertThat(
            Frames.decode(
                frame,
                (id, name) -> {
                  assertThat(id).isEqualTo(COMMON.id());
                  assertThat(name).isEqualTo(codec);
                  return COMMON;
                }))
        .isEqualTo(RAW);
  }

  @Test
  void servesSmallValuesAndLargeOnes() {
    for (int times : new int[] {1, 70, 80, 1000}) {
      byte[] raw = new String(RAW, UTF_8).repeat(times).getBytes(UTF_8);
      for (FrameWriter effort : List.of(writer, writer.densely())) {
        byte[] frame = effort.encode(raw, COMMON);
        assertThat(Frames.decode(frame, (id, name) -> COMMON)).isEqualTo(raw);
      }
    }
  }

  @Test
  void hasAnIdDerivedFromItsBytes() {
    assertThat(Dictionary.of("abc".getBytes(UTF_8)).id()).isEqualTo("ba7816bf");
    assertThat(Dictionary.of(COMMON.bytes()).id()).isEqualTo(COMMON.id());
  }

  @Test
  void isNamedByTheErrorIfItIsAbsent() {
    byte[] frame = writer.encode(RAW, COMMON);
    assertThatThrownBy(() -> Frames.decode(frame))
        .isInstanceOfSatisfying(
            DictionaryUnavailableException.class,
            e -> assertThat(e.dictionary()).isEqualTo(COMMON.id()))
        .hasMessageContaining(COMMON.id());
  }

  @Test
  void neverReturnsWrongBytesForAnotherDictionary() {
    byte[] frame = writer.encode(RAW, COMMON);
    byte[] similar = COMMON.bytes();
    similar[10] ^= 1;
    for (byte[] wrong : List.of(similar, new byte[similar.length])) {
      assertThatThrownBy(() -> Frames.decode(frame, (id, name) -> Dictionary.of(wrong)))
          .isInstanceOf(DamagedFrameException.class);
    }
  }

  @Test
  void detectsEveryFlippedBit() {
    byte[] frame = writer.encode(RAW, COMMON);
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] altered = frame.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> Frames.decode(altered, (id, name) -> COMMON))
          .as("bit %d", bit)
          .isInstanceOfAny(DamagedFrameException.class, CodecUnavailableException.class);
    }
  }

  @Test
  void detectsAnyOtherFirstByte() {
    byte[] frame = writer.encode(RAW, COMMON);
    assertThat(Frames.dictionary(frame)).isEqualTo(COMMON.id());
    for (int first = 0; first < 256; first++) {
      byte[] altered = frame.clone();
      altered[0] = (byte) first;
      if (altered[0] != frame[0]) {
        assertThatThrownBy(() -> Frames.decode(altered, DictionaryTest::common))
            .as("first byte %02x", first)
            .isInstanceOf(DamagedFrameException.class);
      }
    }
  }

  /** The source of a collection without other dictionaries. */
  private static Dictionary common(String id, String codec) {
    if (id.equals(COMMON.id())) {
      return COMMON;
    }
    throw new DictionaryUnavailableException(codec, id, null, "There is no dictionary " + id);
  }

  @Test
  void isNotNamedIfItSavesNothing() {
    byte[] noise = new byte[300];
    new Random(1).nextBytes(noise);
    assertThat(Frames.decode(writer.encode(noise, COMMON))).isEqualTo(noise);
    assertThat(Frames.decode(FrameWriter.by("raw").encode(RAW, COMMON))).isEqualTo(RAW);
  }

  @Test
  void mayBeAnyBytesAndServesAnyValues() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[DictionaryTrainer.SMALLEST + random.nextInt(3000)];
      random.nextBytes(bytes);
      if (round % 3 == 0) {
        // The magic number of a dictionary trained by Zstandard, without the rest.
        byte[] magic = {0x37, (byte) 0xa4, 0x30, (byte) 0xec};
        System.arraycopy(magic, 0, bytes, 0, magic.length);
      }
      Dictionary dictionary = Dictionary.of(bytes);
      byte[] raw =
          IntStream.range(0, 40)
              .mapToObj(i -> "value " + i % 7)
              .toList()
              .toString()
              .getBytes(UTF_8);
      for (byte[] value : List.of(raw, bytes)) {
        byte[] frame = writer.encode(value, dictionary);
        assertThat(Frames.decode(frame, (id, name) -> dictionary)).isEqualTo(value);
      }
    }
  }

  @Test
  void isSharedByThreads() {
    Dictionary dictionary = Dictionary.of(COMMON.bytes());
    byte[] plain = writer.encode(RAW);
    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> writer.encode(RAW, i % 3 == 0 ? COMMON : dictionary))
                .map(frame -> Frames.decode(frame, (id, name) -> dictionary))
                .allMatch(raw -> Arrays.equals(raw, RAW)))
        .isTrue();
    assertThat(writer.encode(RAW)).as("a context forgets its dictionary").isEqualTo(plain);
  }

  @Test
  void ofRealRecordsHalvesOtherRecords() throws IOException {
    List<byte[]> lessons = new ArrayList<>();
    List<byte[]> others = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (JsonNode record : json.readTree(RECORDS.toFile()).get("properties")) {
      (lessons.size() == others.size() ? lessons : others).add(json.writeValueAsBytes(record));
    }
    Dictionary dictionary = Dictionary.of(DictionaryTrainer.train(lessons));
    assertThat(dictionary.bytes()).hasSizeLessThanOrEqualTo(DictionaryTrainer.LARGEST);
    double alone = others.stream().mapToLong(raw -> writer.encode(raw).length).sum();
    double together = 0;
    for (byte[] raw : others) {
      byte[] frame = writer.encode(raw, dictionary);
      assertThat(Frames.decode(frame, (id, name) -> dictionary)).isEqualTo(raw);
      together += frame.length;
    }
    assertThat(alone / together).isGreaterThan(2);
  }

  @Test
  void ofNothingIsEmpty() {
    assertThat(DictionaryTrainer.train(List.of())).isEmpty();
    assertThat(DictionaryTrainer.train(List.of(new byte[0], RAW))).isEmpty();
  }
}
