package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InputLinesTest {
  private static InputLines of(String text) {
    return new InputLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 4);
  }

  @Test
  void linesAreNumberedFrom1() throws IOException {
    InputLines lines = of("a\n\nb\r\nc");

    assertThat(lines.number()).isZero();
    assertThat(lines.next()).contains("a");
    assertThat(lines.next()).contains("");
    assertThat(lines.next()).contains("b");
    assertThat(lines.next()).contains("c");
    assertThat(lines.number()).isEqualTo(4);
    assertThat(lines.next()).isEmpty();
    assertThat(lines.number()).isEqualTo(4);
  }

  @Test
  void aRefusedLineIsSkipped() throws IOException {
    InputLines lines = of("1234\n12345\n123456\nb\n");

    assertThat(lines.next()).contains("1234");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("longer than 4 B");
    }
    assertThat(lines.next()).contains("b");
    assertThat(lines.number()).isEqualTo(4);
    assertThat(lines.next()).isEmpty();
  }
}
