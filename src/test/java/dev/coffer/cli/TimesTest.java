package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T14:30:15Z, 2026-11-28T14:30:15Z",
    "2026-11-28T14:30:15.25Z, 2026-11-28T14:30:15.250Z",
    "2026-11-28T14:30Z, 2026-11-28T14:30:00Z",
    "2026-11-28T14:30+01:00, 2026-11-28T13:30:00Z",
    "2026-11-28 14:30+01:00, 2026-11-28T13:30:00Z",
    "2026-11-28T14:30, 2026-11-28T19:30:00Z",
    "2026-11-28 14:30:15, 2026-11-28T19:30:15Z",
  })
  void aTimeHasAnOffsetOrIsOneOfTheZone(String text, Instant expected) {
    assertThat(Times.parse(text, ZONE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "2026-11-28", "14:30", "2026-13-28T14:30Z", "1764340200", "-1d"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Times.parse(text, ZONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("2026-11-28T14:30:00Z");
  }

  @Test
  void aTimeThatOccursTwiceIsTheEarlierOne() {
    assertThat(Times.parse("2026-11-01T01:30", ZONE)).isEqualTo("2026-11-01T05:30:00Z");
  }
}
