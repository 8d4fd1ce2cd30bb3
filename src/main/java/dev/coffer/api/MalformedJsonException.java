package dev.coffer.api;

/**
 * Text that was to be JSON and is not: broken, cut short, not UTF-8, or a single value beyond the
 * limit. The message says where.
 */
public class MalformedJsonException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final long column;
  private final long offset;

  /**
   * An error at a place.
   *
   * @param line the line, from 1
   * @param column the byte in the line, from 1
   * @param offset the byte in the whole text, from 0
   * @param problem what is wrong there
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
