package dev.coffer.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of an input, in UTF-8. A line ends with a line feed, or a carriage return before it.
 */
final class InputLines {
  private final InputStream in;
  private final int longest;
  private long number;

  /**
   * Creates the lines.
   *
   * @param longest the maximum length of a line, in bytes
   */
  InputLines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in);
    this.longest = longest;
  }

  /** The number of the last line that was read; 0 at the beginning. */
  long number() {
    return number;
  }

  /**
   * The next line; empty at the end of the input.
   *
   * @throws RefusedException if the line is too long or is not UTF-8; the next call returns the
   *     line after it
   */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    number++;
    boolean isTooLong = false;
    while (read >= 0 && read != '\n') {
      isTooLong |= line.size() == longest;
      if (!isTooLong) {
        line.write(read);
      }
      read = in.read();
    }
    if (isTooLong) {
      throw new RefusedException("the line is longer than " + Amounts.bytes(longest));
    }
    return Optional.of(text(line.toByteArray()));
  }

  private static String text(byte[] line) {
    int length = line.length;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException("the line is not UTF-8", e);
    }
  }
}
