package dev.coffer.cli;

import dev.coffer.api.MalformedJsonException;
import dev.coffer.format.RawJson;
import dev.coffer.format.scan.JsonScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The JSON values of a UTF-8 stream, each verbatim. The stream contains one array, whose elements
 * are the values, or a sequence of values (newline-delimited JSON). Values of a sequence are
 * separated by blanks or line breaks, which may be missing between objects and arrays. Only one
 * value is in memory at a time. The stream is not closed. Not thread-safe.
 */
final class JsonElements {
  private final JsonScanner scanner;
  private final boolean arraysAreValues;
  private State state = State.START;
  private boolean lastIsNested;

  private enum State {
    START,
    IN_ARRAY,
    IN_SEQUENCE,
    DONE
  }

  private JsonElements(InputStream utf8, int limit, boolean arraysAreValues) {
    this.scanner = new JsonScanner(utf8, limit);
    this.arraysAreValues = arraysAreValues;
  }

  /**
   * Reads the elements of the array in the stream, or the sequence of values if the stream does not
   * begin with an array.
   *
   * @param limit the maximum number of bytes in a single value
   */
  public static JsonElements of(InputStream utf8, int limit) {
    return new JsonElements(utf8, limit, false);
  }

  /**
   * Reads the sequence of values in the stream; an array is one value.
   *
   * @param limit the maximum number of bytes in a single value
   */
  public static JsonElements sequence(InputStream utf8, int limit) {
    return new JsonElements(utf8, limit, true);
  }

  /** The number of bytes consumed so far. */
  public long offset() {
    return scanner.offset();
  }

  /**
   * The next value; empty at the end.
   *
   * @throws MalformedJsonException if the stream does not have this form; the message gives the
   *     position
   * @throws IOException if the stream fails
   */
  public Optional<RawJson> next() throws IOException {
    switch (state) {
      case START -> start();
      case IN_ARRAY -> passComma();
      case IN_SEQUENCE -> skipSeparator();
      case DONE -> {}
    }
    if (state == State.DONE) {
      return Optional.empty();
    }
    String value = scanner.captureValue();
    lastIsNested = value.endsWith("}") || value.endsWith("]");
    return Optional.of(new RawJson(value));
  }

  private void start() throws IOException {
    scanner.skipByteOrderMark();
    int first = scanner.skipBlanks();
    if (first == JsonScanner.END) {
      state = State.DONE;
    } else if (first != '[' || arraysAreValues) {
      state = State.IN_SEQUENCE;
    } else {
      scanner.take();
      state = State.IN_ARRAY;
      if (scanner.skipBlanks() == ']') {
        endArray();
      }
    }
  }

  private void passComma() throws IOException {
    switch (scanner.skipBlanks()) {
      case ',' -> scanner.take();
      case ']' -> endArray();
      default -> throw scanner.error("',' or ']' expected, but found " + scanner.seen());
    }
  }

  private void endArray() throws IOException {
    scanner.take();
    state = State.DONE;
    if (scanner.skipBlanks() != JsonScanner.END) {
      throw scanner.error(
          "nothing expected after the end of the array, but found " + scanner.seen());
    }
  }

  /** Skips the separator. Objects and arrays need none, because their ends are unambiguous. */
  private void skipSeparator() throws IOException {
    long end = scanner.offset();
    int seen = scanner.skipBlanks();
    if (seen == JsonScanner.END) {
      state = State.DONE;
    } else if (scanner.offset() == end && !(lastIsNested && (seen == '{' || seen == '['))) {
      throw scanner.error("a line break expected after a value, but found " + scanner.seen());
    }
  }
}
