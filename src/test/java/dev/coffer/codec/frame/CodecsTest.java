package dev.coffer.codec.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.Codec;
import dev.coffer.testing.RecordedLog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class CodecsTest {
  private static final byte[] TEXT = "abcabcabc".repeat(50).getBytes(UTF_8);
  private static final Framing BROTLI = new Framing(Codecs.of(new BrotliCodec()));

  @Test
  void workIfTheyAreInstalled() {
    assertThat(Codecs.states())
        .contains(new CodecState("brotli", null), new CodecState("zstd", null));
    assertThat(Codecs.states()).allMatch(CodecState::available);
  }

  @Test
  void leaveWritesUncompressedIfTheyDoNotWork() {
    Framing without = new Framing(Codecs.of(new Broken(BrotliCodec.ID)));
    byte[] frame = without.encode(TEXT);
    assertThat(without.codecName(frame)).isEqualTo(Frames.RAW);
    assertThat(without.decode(frame)).isEqualTo(TEXT);
    assertThat(BROTLI.decode(frame)).isEqualTo(TEXT);
  }

  @Test
  void nameTheMissingLibraryIfTheyAreNeeded() {
    byte[] frame = BROTLI.encode(TEXT);
    assertThat(BROTLI.codecName(frame)).isEqualTo("brotli");
    Framing without = new Framing(Codecs.of(new Broken(BrotliCodec.ID)));
    assertThatThrownBy(() -> without.decode(frame))
        .isInstanceOfSatisfying(
            CodecUnavailableException.class, e -> assertThat(e.codec()).isEqualTo("brotli"))
        .hasMessageContaining("Add the thing");
    assertThat(without.codecName(frame)).isEqualTo("brotli");
  }

  @Test
  void areNamedByNumberIfTheyAreUnknown() {
    byte[] frame = new Framing(Codecs.of(new Halving(9))).encode(TEXT);
    assertThat(BROTLI.codecName(frame)).isEqualTo("codec 9");
    assertThatThrownBy(() -> BROTLI.decode(frame))
        .isInstanceOf(CodecUnavailableException.class)
        .hasMessageContaining("codec 9");
  }

  @Test
  void writeBeforeCodecsOfLowerIds() {
    Framing both = new Framing(Codecs.of(new Halving(9), new BrotliCodec()));
    byte[] frame = both.encode(TEXT);
    assertThat(both.codecName(frame)).isEqualTo("halving");
    assertThat(both.decode(frame)).isEqualTo(TEXT);
    assertThat(both.decode(BROTLI.encode(TEXT))).isEqualTo(TEXT);
    Framing instead = new Framing(Codecs.of(new Halving(9), new Broken(15)));
    assertThat(instead.codecName(instead.encode(TEXT))).isEqualTo("halving");
  }

  @Test
  void giveWayToTheNextOneAndLogItOnce() {
    Broken newest = new Broken(3);
    try (RecordedLog log = new RecordedLog(Codecs.class.getName(), Level.WARNING)) {
      Framing framing = new Framing(Codecs.of(newest, new BrotliCodec()));
      assertThat(newest.asked).isZero();
      for (int i = 0; i < 3; i++) {
        assertThat(framing.codecName(framing.encode(TEXT))).isEqualTo("brotli");
      }
      assertThat(log.texts())
          .singleElement()
          .asString()
          .contains("New values are compressed by brotli. Add the thing.");
    }
    assertThat(newest.asked).isEqualTo(1);
    try (RecordedLog log = new RecordedLog(Codecs.class.getName(), Level.WARNING)) {
      Framing none = new Framing(Codecs.of(new Broken(2), new Broken(3)));
      assertThat(none.codecName(none.encode(TEXT))).isEqualTo(Frames.RAW);
      assertThat(log.texts())
          .singleElement()
          .asString()
          .contains("New values are not compressed. Add the thing. Add the thing.");
    }
  }

  @Test
  void canBeChosenByName() {
    for (String name : List.of("brotli", "zstd", "raw")) {
      byte[] frame = FrameWriter.by(name).encode(TEXT);
      assertThat(Frames.codec(frame)).isEqualTo(name);
      assertThat(Frames.decode(frame)).isEqualTo(TEXT);
    }
    assertThatThrownBy(() -> FrameWriter.by("gzip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'gzip'; use raw, brotli, zstd");
    Codecs broken = Codecs.of(new Broken(BrotliCodec.ID));
    assertThatThrownBy(() -> broken.working("brotli"))
        .isInstanceOf(CodecUnavailableException.class)
        .hasMessageContaining("Add the thing");
  }

  @Test
  void areRejectedIfTheyReturnWrongBytes() {
    byte[] frame = new Framing(Codecs.of(new Halving(9))).encode(TEXT);
    Framing lying =
        new Framing(
            Codecs.of(
                new Halving(9) {
                  @Override
                  public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
                    return new byte[rawLength];
                  }
                }));
    assertThatThrownBy(() -> lying.decode(frame))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void haveADistinctIdThatFitsIntoAFrame() {
    assertThatThrownBy(() -> Codecs.of(new Halving(0))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Codecs.of(new Halving(16)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'halving'")
        .hasMessageContaining("16");
    assertThatThrownBy(() -> Codecs.of(new BrotliCodec(), new Halving(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'brotli' and 'halving'");
    assertThat(Codecs.of(new Halving(15)).preferred()).isPresent();
  }

  /** Brotli without its native library. */
  private static final class Broken implements Codec {
    private final int id;
    private int asked;

    Broken(int id) {
      this.id = id;
    }

    @Override
    public int id() {
      return id;
    }

    @Override
    public String name() {
      return "brotli";
    }

    @Override
    public Optional<String> problem() {
      asked++;
      return Optional.of("Add the thing.");
    }

    @Override
    public byte[] compress(byte[] raw) {
      throw new AssertionError("not to be asked");
    }

    @Override
    public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
      throw new AssertionError("not to be asked");
    }
  }

  /** Keeps only the first half. The text of this test is its first half twice. */
  private static class Halving implements Codec {
    private final int id;

    Halving(int id) {
      this.id = id;
    }

    @Override
    public int id() {
      return id;
    }

    @Override
    public String name() {
      return "halving";
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }

    @Override
    public byte[] compress(byte[] raw) {
      return Arrays.copyOf(raw, raw.length / 2);
    }

    @Override
    public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
      byte[] raw = new byte[rawLength];
      System.arraycopy(source, offset, raw, 0, length);
      System.arraycopy(source, offset, raw, length, length);
      return raw;
    }
  }
}
