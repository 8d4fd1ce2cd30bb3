package dev.coffer.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs commands in this JVM and captures their output. */
final class Shell {
  private Shell() {}

  /** The exit code and the output of a command. */
  static final class Outcome {
    private final int exitCode;
    private final byte[] out;
    private final String err;

    Outcome(int exitCode, byte[] out, String err) {
      this.exitCode = exitCode;
      this.out = out;
      this.err = err;
    }

    int exitCode() {
      return exitCode;
    }

    byte[] bytes() {
      return out.clone();
    }

    String out() {
      return new String(out, StandardCharsets.UTF_8);
    }

    String err() {
      return err;
    }
  }

  static Outcome run(String... arguments) {
    return run(InputStream.nullInputStream(), Map.of(), Terminal.NONE, arguments);
  }

  static Outcome run(
      InputStream in, Map<String, String> environment, Terminal terminal, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = Console.of(in, out, err, environment, terminal);
    int exitCode = Main.run(console, arguments);
    return new Outcome(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }
}
