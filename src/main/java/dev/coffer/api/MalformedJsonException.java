package dev.coffer.api;

/**
 * Input is not valid JSON: it is malformed, truncated, not UTF-8, or contains a single value above
 * the limit. The message gives the position.
 */
public class MalformedJsonException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final long column;
  private final long offset;

  /**
   * Creates an error with its position.
   *
   * @param line the line, from 1
   * @param column the byte within the line, from 1
   * @param offset the byte within the whole text, from 0
   * @param problem the description of the error
   */
  public MalformedJsonException(long line, long column, long offset, String problem) {
    super("line " + line + ", column " + column + " (byte " + offset + "): " + problem);
    this.line = line;
    this.column = column;
    this.offset = offset;
  }

  /** The line of the error, from 1. */
  public long line() {
    return line;
  }

  /** The byte of the error in its line, from 1. */
  public long column() {
    return column;
  }

  /** The byte of the error in the whole text, from 0. */
  public long offset() {
    return offset;
  }
}
