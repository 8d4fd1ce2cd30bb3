package dev.coffer.codec.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.api.ValueTooLargeException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"brotli", "zstd"})
class FramesTest {
  private static final byte[] TEXT =
      "{\"name\":\"Alice\",\"level\":42,\"name2\":\"Alice\",\"level2\":42,\"tags\":[\"a\",\"a\",\"a\"]}"
          .getBytes(UTF_8);

  private final String codec;
  private final FrameWriter writer;

  FramesTest(String codec) {
    this.codec = codec;
    this.writer = FrameWriter.by(codec);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 127, 128, 255, 256, 16383, 16384, 100_000, 2_097_152})
  void returnTheirBytes(int length) {
    for (byte[] raw : List.of(random(length), letters(length), new byte[length])) {
      byte[] frame = writer.encode(raw);
      assertThat(Arrays.equals(Frames.decode(frame), raw)).isTrue();
      assertThat(Arrays.equals(Frames.decode(frame, length), raw)).isTrue();
      assertThat(Frames.rawLength(frame)).isEqualTo(length);
      assertThat(frame.length).isLessThanOrEqualTo(length + 10);
    }
  }

  @Test
  void returnAnyBytes() {
    Random random = new Random(20261122);
    for (int round = 0; round < 3000; round++) {
      byte[] raw = mixture(random);
      assertThat(Frames.decode(writer.encode(raw))).isEqualTo(raw);
    }
  }

  /** From this size on, Brotli's decoder buffers a part of its input. */
  @Test
  void returnSixteenMebibytes() {
    byte[] frame = writer.encode(new byte[16 << 20]);
    assertThat(Arrays.equals(Frames.decode(frame), new byte[16 << 20])).isTrue();
  }

  @Test
  void holdTheLargestValueAndRefuseALargerOne() {
    byte[] largest = new byte[Frames.MAX_RAW_LENGTH];
    largest[12_345_678] = 1;
    byte[] frame = writer.encode(largest);
    assertThat(frame).hasSizeLessThan(10_000);
    assertThat(Arrays.equals(Frames.decode(frame), largest)).isTrue();
    assertThatThrownBy(() -> writer.encode(new byte[Frames.MAX_RAW_LENGTH + 1]))
        .isInstanceOf(ValueTooLargeException.class)
        .hasMessageContaining("67108865")
        .hasMessageContaining("content");
  }

  @Test
  void areCompressedIfThatSavesSpace() {
    assertThat(Frames.codec(writer.encode(TEXT))).isEqualTo(codec);
    assertThat(writer.encode(TEXT)).hasSizeLessThan(TEXT.length);
    assertThat(writer.encode(letters(100_000))).hasSizeLessThan(80_000);
  }

  @Test
  void areRawIfCompressionSavesNothing() {
    for (int length : List.of(0, 5, 31, 40, 200, 300, 5000, 70_000)) {
      byte[] frame = writer.encode(random(length));
      assertThat(Frames.codec(frame)).isEqualTo(Frames.RAW);
      assertThat(Arrays.copyOfRange(frame, frame.length - length, frame.length))
          .isEqualTo(random(length));
    }
  }

  @Test
  void haveAFormatThatStaysReadable() {
    assertThat(writer.encode("abc".getBytes(UTF_8)))
        .isEqualTo(new byte[] {0x10, 3, (byte) 0xfe, 0x5d, 2, 0x12, 'a', 'b', 'c'});
  }

  private Stream<byte[]> frames() {
    return Stream.of(
        writer.encode(new byte[0]),
        writer.encode("short".getBytes(UTF_8)),
        writer.encode(random(300)),
        writer.encode(TEXT),
        writer.encode(letters(500)),
        writer.encode(new byte[100_000]));
  }

  @Test
  void areDamagedByEveryTruncation() {
    frames().forEach(this::areDamagedByEveryTruncation);
  }

  private void areDamagedByEveryTruncation(byte[] frame) {
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> Frames.decode(cut)).isInstanceOf(DamagedFrameException.class);
    }
  }

  @Test
  void areDamagedByEveryFlippedBit() {
    frames().forEach(this::areDamagedByEveryFlippedBit);
  }

  private void areDamagedByEveryFlippedBit(byte[] frame) {
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] altered = frame.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> Frames.decode(altered))
          .as("bit %d", bit)
          .isInstanceOf(DamagedFrameException.class);
    }
  }

  @Test
  void areDamagedByAnythingAfterTheirEnd() {
    frames().forEach(this::areDamagedByAnythingAfterTheirEnd);
  }

  private void areDamagedByAnythingAfterTheirEnd(byte[] frame) {
    for (int more : List.of(1, 2, 100)) {
      byte[] longer = Arrays.copyOf(frame, frame.length + more);
      assertThatThrownBy(() -> Frames.decode(longer)).isInstanceOf(DamagedFrameException.class);
    }
  }

  @Test
  void areRefusedIfAnotherLengthIsExpected() {
    frames().forEach(this::areRefusedIfAnotherLengthIsExpected);
  }

  private void areRefusedIfAnotherLengthIsExpected(byte[] frame) {
    int length = Frames.rawLength(frame);
    assertThatThrownBy(() -> Frames.decode(frame, length + 1))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining(length + " bytes")
        .hasMessageContaining("instead of " + (length + 1));
  }

  @Test
  void areNeverMadeOfRandomBytes() {
    Random random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      byte[] garbage = new byte[random.nextInt(64)];
      random.nextBytes(garbage);
      assertThatThrownBy(() -> Frames.decode(garbage))
          .isInstanceOfAny(DamagedFrameException.class, CodecUnavailableException.class);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] letters(int length) {
    Random random = new Random(length);
    byte[] bytes = new byte[length];
    IntStream.range(0, length).forEach(i -> bytes[i] = (byte) ('a' + random.nextInt(26)));
    return bytes;
  }

  /** Sequences of random, repeated and constant bytes. */
  private static byte[] mixture(Random random) {
    byte[] bytes = new byte[random.nextInt(1 << random.nextInt(4, 15))];
    for (int at = 0; at < bytes.length; ) {
      int run = Math.min(bytes.length - at, 1 + random.nextInt(400));
      int values = 1 + random.nextInt(256);
      for (int i = 0; i < run; i++) {
        bytes[at++] = (byte) random.nextInt(values);
      }
    }
    return bytes;
  }
}
