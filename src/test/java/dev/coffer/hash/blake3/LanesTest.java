package dev.coffer.hash.blake3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {

  /** HotSpot's default of {@code FreqInlineSize}, in bytes. */
  private static final int LARGEST_INLINED = 325;

  @ParameterizedTest
  @ValueSource(strings = {"mixWide", "mixNarrow"})
  void theLoopsAreCompiledByThemselves(String method) throws Exception {
    assertThat(codeLength(method)).isGreaterThan(LARGEST_INLINED);
  }

  private static int codeLength(String method) throws Exception {
    Path classes = Path.of(Lanes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter code = new StringWriter();
    ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
    PrintWriter out = new PrintWriter(code);
    int status = javap.run(out, out, "-c", "-p", "-cp", classes.toString(), Lanes.class.getName());
    assertThat(status).isZero();
    Matcher end =
        Pattern.compile(" " + method + "\\(.*?\\n\\s+(\\d+): return\\n", Pattern.DOTALL)
            .matcher(code.toString().replace("\r", ""));
    assertThat(end.find()).isTrue();
    return 1 + Integer.parseInt(end.group(1));
  }
}
