package dev.coffer.record;

import dev.coffer.codec.DictionarySettings;
import java.util.Objects;

/**
 * The settings for storing and reading records.
 *
 * @param inlineLimit the largest frame, in bytes, that is stored in the record itself; 0 to {@value
 *     #LARGEST_INLINE_LIMIT}. A value with a larger frame becomes a content, which is stored once
 *     for all records that hold it. A value of more than 16 times this limit becomes a content
 *     without a trial compression
 * @param maxValueSize the largest value, in raw bytes; larger values are refused with {@link
 *     dev.coffer.api.ValueTooLargeException}
 * @param pageSize the maximum number of records that a scan reads at once
 * @param pageBytes the maximum number of raw bytes that a scan reads at once; a single larger value
 *     is read alone
 * @param unknownProperties the handling of properties that a stored value has and its class does
 *     not
 * @param dictionaries the compression dictionaries of the collections
 */
public record RecordSettings(
    int inlineLimit,
    int maxValueSize,
    int pageSize,
    int pageBytes,
    UnknownProperties unknownProperties,
    DictionarySettings dictionaries) {
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
    Objects.requireNonNull(dictionaries, "The argument 'dictionaries' is null.");
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; use at least 1.");
    }
  }

  /**
   * The default settings: inline frames up to 7 KiB, values up to 64 MiB, pages of 500 records and
   * 8 MiB, unknown properties refused, and common dictionaries.
   */
  public static RecordSettings defaults() {
    return new RecordSettings(
        7 << 10, 64 << 20, 500, 8 << 20, UnknownProperties.REFUSE, DictionarySettings.defaults());
  }

  /** A copy with this inline limit. */
  public RecordSettings withInlineLimit(int bytes) {
    return new RecordSettings(
        bytes, maxValueSize, pageSize, pageBytes, unknownProperties, dictionaries);
  }

  /** A copy with this limit for the size of values. */
  public RecordSettings withMaxValueSize(int bytes) {
    return new RecordSettings(
        inlineLimit, bytes, pageSize, pageBytes, unknownProperties, dictionaries);
  }

  /** A copy with pages of this many records and bytes. */
  public RecordSettings withPages(int records, int bytes) {
    return new RecordSettings(
        inlineLimit, maxValueSize, records, bytes, unknownProperties, dictionaries);
  }

  /** A copy that refuses or ignores unknown properties. */
  public RecordSettings withUnknownProperties(UnknownProperties unknownProperties) {
    return new RecordSettings(
        inlineLimit, maxValueSize, pageSize, pageBytes, unknownProperties, dictionaries);
  }

  /** A copy with these dictionaries. */
  public RecordSettings withDictionaries(DictionarySettings dictionaries) {
    return new RecordSettings(
        inlineLimit, maxValueSize, pageSize, pageBytes, unknownProperties, dictionaries);
  }
}
