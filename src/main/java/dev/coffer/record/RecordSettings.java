package dev.coffer.record;

import java.util.Objects;

/**
 * How records are kept and read.
 *
 * @param inlineLimit the largest frame, in bytes, that is kept in the record itself; 0 to {@value
 *     #LARGEST_INLINE_LIMIT}. A value with a larger frame becomes a content, stored once however
 *     many records hold it; so does, without trying to compress it, a value more than 16 times this
 *     limit
 * @param maxValueSize the largest value, in raw bytes; a larger one is refused with {@link
 *     dev.coffer.api.ValueTooLargeException}
 * @param pageSize how many records a scan reads at once, at most
 * @param pageBytes how many raw bytes a scan reads at once, at most, unless one value is larger
 * @param unknownProperties what happens when a value is read that holds a property which its class
 *     does not have
 */
public record RecordSettings(
    int inlineLimit,
    int maxValueSize,
    int pageSize,
    int pageBytes,
    UnknownProperties unknownProperties) {
  /** The largest inline limit, in bytes: 64 KiB. */
  public static final int LARGEST_INLINE_LIMIT = 64 << 10;

  public RecordSettings {
    if (inlineLimit < 0 || inlineLimit > LARGEST_INLINE_LIMIT) {
      throw new IllegalArgumentException(
          "The inline limit is " + inlineLimit + "; use 0 to " + LARGEST_INLINE_LIMIT + " bytes.");
    }
    requirePositive("The largest size of a value", maxValueSize);
    requirePositive("The size of a page", pageSize);
    requirePositive("The number of bytes of a page", pageBytes);
    Objects.requireNonNull(unknownProperties, "The argument 'unknownProperties' is null.");
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; use at least 1.");
    }
  }

  /**
   * Frames up to 4 KiB inline, values up to 64 MiB, pages of 500 records and 8 MiB; unknown
   * properties are refused.
   */
  public static RecordSettings defaults() {
    return new RecordSettings(4 << 10, 64 << 20, 500, 8 << 20, UnknownProperties.REFUSE);
  }

  /** The same with another inline limit. */
  public RecordSettings withInlineLimit(int bytes) {
    return new RecordSettings(bytes, maxValueSize, pageSize, pageBytes, unknownProperties);
  }

  /** The same with another limit of the size of values. */
  public RecordSettings withMaxValueSize(int bytes) {
    return new RecordSettings(inlineLimit, bytes, pageSize, pageBytes, unknownProperties);
  }

  /** The same with other pages. */
  public RecordSettings withPages(int records, int bytes) {
    return new RecordSettings(inlineLimit, maxValueSize, records, bytes, unknownProperties);
  }

  /** The same, but with unknown properties refused or ignored. */
  public RecordSettings withUnknownProperties(UnknownProperties unknownProperties) {
    return new RecordSettings(inlineLimit, maxValueSize, pageSize, pageBytes, unknownProperties);
  }
}
