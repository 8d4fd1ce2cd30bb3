package dev.coffer.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHeaderTest {

  @ParameterizedTest
  @CsvSource({
    "0, 2",
    "1, 2",
    "127, 2",
    "128, 3",
    "16383, 3",
    "16384, 4",
    "2097151, 4",
    "2097152, 5",
    "67108864, 5"
  })
  void isAsShortAsItsLengthAllows(int rawLength, int checksumAt) {
    byte[] frame = FrameHeader.begin(1, rawLength, 7, null);
    assertThat(FrameHeader.parse(frame)).isEqualTo(new FrameHeader(1, rawLength, null, checksumAt));
    assertThat(frame).hasSize(checksumAt + 4 + 7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // 8 GiB, one more than the limit, the largest long, and a claim no long can hold
        "118080808020",
        "1181808020",
        "11ffffffffffffffff7f",
        "11ffffffffffffffffff01",
        "11ffffffffffffffffffffffffffffffff01",
      })
  void claimsNoMoreThanTheLimit(String header) {
    byte[] frame = bytes(header + "00000000" + "0102030405");
    assertThatThrownBy(() -> Frames.decode(frame)).isInstanceOf(DamagedFrameException.class);
    assertThatThrownBy(() -> Frames.rawLength(frame)).isInstanceOf(DamagedFrameException.class);
  }

  @Test
  void namesAClaimAboveTheLimit() {
    assertThatThrownBy(() -> Frames.decode(bytes("11808080802000000000")))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining("8589934592 bytes")
        .hasMessageContaining("67108864");
  }

  @Test
  void hasOneEncodingOfALength() {
    assertThatThrownBy(() -> Frames.decode(bytes("10830000000000616263")))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining("not a number");
  }

  @Test
  void ofALaterFormatNeedsALaterRelease() {
    for (int format = 3; format <= 15; format++) {
      byte[] frame = new byte[40];
      frame[0] = (byte) (format << 4);
      assertThatThrownBy(() -> Frames.decode(frame))
          .isInstanceOf(CodecUnavailableException.class)
          .hasMessageContaining("format " + format)
          .hasMessageContaining("later");
    }
  }

  @Test
  void ofAnUnknownFormatIsDamage() {
    assertThatThrownBy(() -> Frames.decode(new byte[40])).isInstanceOf(DamagedFrameException.class);
  }

  @Test
  void namesAnUnknownDictionary() {
    byte[] frame = bytes("2103" + "01020304" + "00000000" + "616263");
    assertThat(FrameHeader.parse(frame)).isEqualTo(new FrameHeader(1, 3, "01020304", 6));
    assertThatThrownBy(() -> Frames.decode(frame))
        .isInstanceOfSatisfying(
            CodecUnavailableException.class, e -> assertThat(e.codec()).isEqualTo("brotli"))
        .hasMessageContaining("dictionary 01020304");
  }

  @Test
  void endsAtItsLength() {
    for (String cut : new String[] {"", "10", "1003", "1083", "10030000", "210301020304000000"}) {
      assertThatThrownBy(() -> FrameHeader.parse(bytes(cut)))
          .isInstanceOf(DamagedFrameException.class);
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
