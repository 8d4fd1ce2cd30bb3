package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored data cannot control a terminal, and a line of it is one line of a pipe. */
class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console on(Terminal terminal) {
    return Console.of(InputStream.nullInputStream(), out, err, Map.of(), terminal);
  }

  private static String text(ByteArrayOutputStream written) {
    return written.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "0000",
    "0007",
    "0008",
    "0009",
    "000a",
    "000d",
    "001b",
    "001f", // C0
    "007f", // DEL
    "0080",
    "0085",
    "008d",
    "009b",
    "009d",
    "009f", // C1: U+009B begins a sequence, as ESC [ does
    "2028",
    "2029", // separators of lines
    "202a",
    "202e",
    "2066",
    "2069" // directions of writing
  })
  void aTerminalShowsNoControlCharacter(String code) {
    String key = "a" + (char) Integer.parseInt(code, 16) + "[31m";
    Console console = on(new ShowingTerminal());

    console.line(key);
    console.error("no record under the key '" + key + "'", ExitCode.REFUSED);
    console.out().flush();

    assertThat(text(out)).isEqualTo("a\\u" + code + "[31m\n");
    assertThat(text(err)).endsWith("[31m'\n").hasLineCount(1).doesNotContain(key);
  }

  @Test
  void aTerminalShowsAllOtherCharacters() {
    String key = " ~\u00a0\u00ad\u00e9\u05d0\u200d\u200f\u2027\u202f\ud83e\uddfe\ufffd\\u001b";
    Console console = on(new ShowingTerminal());

    console.line(key);
    console.out().flush();

    assertThat(text(out)).isEqualTo(key + "\n");
  }

  @Test
  void aPipeGetsOneLineForEachText() {
    Console console = on(Terminal.NONE);

    console.line("a\nb");
    console.line("a\r\nb\u001b[31m\t\u007f\u009b");
    console.out().flush();

    assertThat(text(out)).isEqualTo("a\\u000ab\na\\u000d\\u000ab\u001b[31m\t\u007f\u009b\n");
  }

  /** A terminal that shows results and errors. */
  private static final class ShowingTerminal implements Terminal {
    @Override
    public boolean givesInput() {
      return false;
    }

    @Override
    public boolean showsResults() {
      return true;
    }

    @Override
    public boolean showsErrors() {
      return true;
    }

    @Override
    public int width() {
      return USUAL_WIDTH;
    }

    @Override
    public Optional<String> askForPassword(String prompt) {
      return Optional.empty();
    }
  }
}
