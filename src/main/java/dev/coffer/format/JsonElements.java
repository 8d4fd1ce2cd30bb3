package dev.coffer.format;

import dev.coffer.api.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The JSON values of a stream of UTF-8, one after the other, each verbatim: the elements of one
 * array, or values one after the other (newline-delimited JSON), separated by blanks or line breaks
 * unless both are objects or arrays. Holds one value at a time in memory. Does not close the
 * stream. Not thread-safe.
 */
public final class JsonElements {
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
   * The elements of the array that the stream holds, or, if it does not begin with an array, the
   * values that follow one another in it.
   *
   * @param limit the largest number of bytes of a single value
   */
  public static JsonElements of(InputStream utf8, int limit) {
    return new JsonElements(utf8, limit, false);
  }

  /**
   * The values that follow one another in the stream, each array one value.
   *
   * @param limit the largest number of bytes of a single value
   */
  public static JsonElements sequence(InputStream utf8, int limit) {
    return new JsonElements(utf8, limit, true);
  }

  /** How many bytes of the stream were taken so far. */
  public long offset() {
    return scanner.offset();
  }

  /**
   * The next value; empty when there is none left.
   *
   * @throws MalformedJsonException if the stream is not of that form here; the message says where
   * @throws IOException if the stream fails
   */
  public Optional<RawJson> next() throws IOException {
    switch (state) {
      case START -> start();
      case IN_ARRAY -> passComma();
      case IN_SEQUENCE -> passBlanks();
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
      default -> throw scanner.error("',' or ']' expected, not " + scanner.seen());
    }
  }

  private void endArray() throws IOException {
    scanner.take();
    state = State.DONE;
    if (scanner.skipBlanks() != JsonScanner.END) {
      throw scanner.error("nothing expected after the end of the array, not " + scanner.seen());
    }
  }

  /** Objects and arrays need nothing between them: where one ends cannot be mistaken. */
  private void passBlanks() throws IOException {
    long end = scanner.offset();
    int seen = scanner.skipBlanks();
    if (seen == JsonScanner.END) {
      state = State.DONE;
    } else if (scanner.offset() == end && !(lastIsNested && (seen == '{' || seen == '['))) {
      throw scanner.error("a line break expected after a value, not " + scanner.seen());
    }
  }
}
