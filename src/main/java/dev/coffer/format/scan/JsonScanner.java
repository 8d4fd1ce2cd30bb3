package dev.coffer.format.scan;

import dev.coffer.api.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Scans JSON text byte by byte and checks it against the grammar of RFC 8259. It creates no
 * objects; a caller can capture values verbatim. Nesting needs one bit for each level, so that no
 * depth overflows the stack. Not thread-safe.
 */
public final class JsonScanner {
  /** The result of {@link #peek} at the end of the text. */
  public static final int END = -1;

  private static final int BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** The maximum number of consecutive reads that return 0 bytes. */
  private static final int MOST_ZEROS = 100;

  private final InputStream source;
  private final int limit;
  private final byte[] buffer;
  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
  private final BitSet objects = new BitSet();
  private int next;
  private int filled;
  private boolean ended;
  private boolean capturing;
  private long offset;
  private long line = 1;
  private long lineStart;

  /**
   * Creates a scanner for a UTF-8 stream.
   *
   * @param limit the maximum number of bytes to capture at once
   */
  public JsonScanner(InputStream source, int limit) {
    this.source = source;
    this.limit = limit;
    this.buffer = new byte[BUFFER];
  }

  /** Creates a scanner for a text in memory. */
  public JsonScanner(byte[] utf8) {
    this.source = InputStream.nullInputStream();
    this.limit = Integer.MAX_VALUE;
    this.buffer = utf8;
    this.filled = utf8.length;
    this.ended = true;
  }

  /**
   * Checks that a text is exactly one value.
   *
   * @throws IllegalArgumentException if it is not; the message gives the position
   */
  public static void requireOneValue(byte[] utf8) {
    JsonScanner scanner = new JsonScanner(utf8);
    try {
      scanner.skipValue();
      if (scanner.skipBlanks() != END) {
        throw scanner.error("nothing expected after the value, but found " + scanner.seen());
      }
      strictUtf8().decode(ByteBuffer.wrap(utf8));
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("it is not JSON: " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not JSON: it is not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory cannot fail.", e);
    }
  }

  /** The number of bytes consumed so far. */
  public long offset() {
    return offset;
  }

  /** Skips a byte order mark at the start of the text. */
  public void skipByteOrderMark() throws IOException {
    if (peek() == (BYTE_ORDER_MARK[0] & 0xff)) {
      for (byte expected : BYTE_ORDER_MARK) {
        if (take() != (expected & 0xff)) {
          throw error("the text is not UTF-8");
        }
      }
    }
  }

  /** The next byte, without consuming it; {@link #END} at the end. */
  public int peek() throws IOException {
    return next < filled || fill() ? buffer[next] & 0xff : END;
  }

  /**
   * Fills the buffer. Returns false at the end. Some streams return 0 bytes from a read before the
   * end.
   */
  private boolean fill() throws IOException {
    next = 0;
    filled = 0;
    for (int zeros = 0; filled == 0 && !ended; zeros++) {
      if (zeros == MOST_ZEROS) {
        throw new IOException("the stream returned 0 from " + zeros + " consecutive reads");
      }
      int read = source.read(buffer, 0, buffer.length);
      ended = read < 0;
      filled = Math.max(0, read);
    }
    return filled > 0;
  }

  /** Consumes the next byte. */
  public int take() throws IOException {
    int taken = peek();
    if (taken == END) {
      throw error("the text ends in the middle of a value");
    }
    next++;
    offset++;
    if (taken == '\n') {
      line++;
      lineStart = offset;
    }
    if (capturing) {
      if (captured.size() == limit) {
        throw error("a single value is longer than " + limit + " bytes");
      }
      captured.write(taken);
    }
    return taken;
  }

  /** Skips blanks and returns the byte after them without consuming it. */
  public int skipBlanks() throws IOException {
    while (true) {
      int seen = peek();
      if (seen != ' ' && seen != '\n' && seen != '\r' && seen != '\t') {
        return seen;
      }
      take();
    }
  }

  /** Consumes the expected byte or throws. */
  public void expect(char expected) throws IOException {
    if (peek() != expected) {
      throw error("'" + expected + "' expected, but found " + seen());
    }
    take();
  }

  /** Consumes the next value and returns its text, verbatim. */
  public String captureValue() throws IOException {
    skipBlanks();
    MalformedJsonException atStart = error("the value that begins here is not UTF-8");
    captured.reset();
    capturing = true;
    try {
      skipValue();
    } finally {
      capturing = false;
    }
    return decode(atStart);
  }

  /** Consumes a string and returns its unescaped text. */
  public String stringValue() throws IOException {
    return unescape(captureValue());
  }

  /** Skips the next value of any type. */
  public void skipValue() throws IOException {
    int depth = 0;
    while (true) {
      boolean opened = skipScalarOrOpening(depth);
      if (opened) {
        boolean object = objects.get(depth);
        depth++;
        if (skipBlanks() != (object ? '}' : ']')) {
          skipNameOf(object);
          continue;
        }
        take();
        depth--;
      }
      depth = skipClosings(depth);
      if (depth == 0) {
        return;
      }
    }
  }

  /** Consumes a scalar, or the opening of an object or array. Returns whether it was an opening. */
  private boolean skipScalarOrOpening(int depth) throws IOException {
    int first = skipBlanks();
    switch (first) {
      case '{', '[' -> {
        take();
        objects.set(depth, first == '{');
        return true;
      }
      case '"' -> skipString();
      case 't' -> skipLiteral("true");
      case 'f' -> skipLiteral("false");
      case 'n' -> skipLiteral("null");
      default -> skipNumber();
    }
    return false;
  }

  /**
   * Consumes the closings after a value, or the comma before the next one. Returns the new depth.
   */
  private int skipClosings(int depth) throws IOException {
    int open = depth;
    while (open > 0) {
      boolean object = objects.get(open - 1);
      int seen = skipBlanks();
      if (seen == ',') {
        take();
        skipNameOf(object);
        return open;
      }
      if (seen != (object ? '}' : ']')) {
        throw error("',' or '" + (object ? '}' : ']') + "' expected, but found " + seen());
      }
      take();
      open--;
    }
    return open;
  }

  private void skipNameOf(boolean object) throws IOException {
    if (object) {
      if (skipBlanks() != '"') {
        throw error("the name of a property expected, but found " + seen());
      }
      skipString();
      skipBlanks();
      expect(':');
    }
  }

  private void skipString() throws IOException {
    expect('"');
    while (true) {
      int taken = peek();
      if (taken >= 0 && taken < ' ') {
        throw error("a control character in a string must be escaped");
      }
      take();
      if (taken == '"') {
        return;
      }
      if (taken == '\\') {
        skipEscape();
      }
    }
  }

  private void skipEscape() throws IOException {
    int escape = peek();
    if (escape == END || "\"\\/bfnrtu".indexOf(escape) < 0) {
      throw error("an escape sequence that is not valid in JSON");
    }
    take();
    for (int digit = 0; escape == 'u' && digit < 4; digit++) {
      if (Character.digit(peek(), 16) < 0) {
        throw error("four hexadecimal digits expected");
      }
      take();
    }
  }

  private void skipLiteral(String literal) throws IOException {
    for (int i = 0; i < literal.length(); i++) {
      if (peek() != literal.charAt(i)) {
        throw error("'" + literal + "' expected, but found " + seen());
      }
      take();
    }
  }

  private void skipNumber() throws IOException {
    if (peek() == '-') {
      take();
    } else if (!isDigit()) {
      throw error("a value expected, but found " + seen());
    }
    if (peek() == '0') {
      take();
    } else {
      skipDigits();
    }
    if (peek() == '.') {
      take();
      skipDigits();
    }
    if (peek() == 'e' || peek() == 'E') {
      take();
      if (peek() == '+' || peek() == '-') {
        take();
      }
      skipDigits();
    }
  }

  private void skipDigits() throws IOException {
    if (!isDigit()) {
      throw error("a digit expected, but found " + seen());
    }
    while (isDigit()) {
      take();
    }
  }

  private boolean isDigit() throws IOException {
    int seen = peek();
    return seen >= '0' && seen <= '9';
  }

  private String decode(MalformedJsonException notText) {
    ByteBuffer bytes = ByteBuffer.wrap(captured.toByteArray());
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = strictUtf8().decode(bytes, text, true);
    if (result.isError()) {
      throw notText;
    }
    return text.flip().toString();
  }

  private static CharsetDecoder strictUtf8() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** The unescaped text of a well-formed string literal. */
  public static String unescape(String literal) {
    StringBuilder text = new StringBuilder(literal.length());
    for (int i = 1; i < literal.length() - 1; i++) {
      char seen = literal.charAt(i);
      if (seen != '\\') {
        text.append(seen);
        continue;
      }
      char escape = literal.charAt(++i);
      switch (escape) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }

  /** Creates an error at the position of the next byte. */
  public MalformedJsonException error(String problem) {
    return new MalformedJsonException(line, offset - lineStart + 1, offset, problem);
  }

  /** The description of the next byte in messages. */
  public String seen() throws IOException {
    int seen = peek();
    if (seen == END) {
      return "the end of the text";
    }
    return seen > ' ' && seen < 0x7f ? "'" + (char) seen + "'" : String.format("byte 0x%02x", seen);
  }
}
