package example.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of the bytes of a file.
 *
 * @param first the position of the first byte
 * @param last the position of the last byte; less than {@code first} if the file has no such bytes
 */
record ByteRange(long first, long last) {

  private static final Pattern SINGLE =
      Pattern.compile("bytes= *(\\d{0,18})-(\\d{0,18}) *", Pattern.CASE_INSENSITIVE);

  /** All bytes of a file. */
  static ByteRange all(long size) {
    return new ByteRange(0, size - 1);
  }

  /**
   * The range of a header {@code Range}. Empty if the answer is the whole file: without the header,
   * for several ranges and other units, and if the header or the file is such that no range can be
   * named.
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher range = SINGLE.matcher(header == null ? "" : header);
    if (!range.matches() || size == 0) {
      return Optional.empty();
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty()) {
      return last.isEmpty()
          ? Optional.empty()
          : Optional.of(new ByteRange(Math.max(0, size - Long.parseLong(last)), size - 1));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    return to < from ? Optional.empty() : Optional.of(new ByteRange(from, Math.min(to, size - 1)));
  }

  boolean isEmpty() {
    return last < first;
  }

  long length() {
    return last - first + 1;
  }
}
