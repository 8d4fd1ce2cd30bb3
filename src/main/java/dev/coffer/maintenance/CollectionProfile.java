package dev.coffer.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of the sizes, codecs and ages of the values of one collection, counted in the
 * database. An expired record counts until its row is deleted.
 *
 * @param collection the collection's name
 * @param records the number of records
 * @param expiring the number of records with an expiry
 * @param lastChange the time of the newest change of a value; null for an empty collection
 * @param sizes the values by their raw sizes: one class for each power of two, ascending, from the
 *     first to the last that has values
 * @param inline the frames in the rows of records, by codec
 * @param contents the contents that hold the other values; their size is exact
 * @param sampledContents a sample of at most 64 frames of those contents, by codec
 * @param ages the values by the time since their last change: all classes, the youngest first
 */
public record CollectionProfile(
    String collection,
    long records,
    long expiring,
    @Nullable Instant lastChange,
    List<SizeClass> sizes,
    List<CodecShare> inline,
    InContents contents,
    List<CodecShare> sampledContents,
    List<AgeClass> ages) {

  public CollectionProfile {
    sizes = List.copyOf(sizes);
    inline = List.copyOf(inline);
    sampledContents = List.copyOf(sampledContents);
    ages = List.copyOf(ages);
  }

  /**
   * The values of similar size.
   *
   * @param least the smallest number of raw bytes of the class
   * @param most the largest number of raw bytes of the class
   * @param records the number of records
   * @param logicalBytes the raw bytes of their values
   */
  public record SizeClass(long least, long most, long records, long logicalBytes) {}

  /**
   * The frames of one codec.
   *
   * @param codec the name of the codec; {@code raw} for uncompressed frames, and {@code unknown}
   *     for frames that are damaged or that a later release has written
   * @param dictionary whether the frames need a compression dictionary
   * @param frames the number of frames
   * @param rawBytes the bytes before compression
   * @param storedBytes the bytes of the frames
   */
  public record CodecShare(
      String codec, boolean dictionary, long frames, long rawBytes, long storedBytes) {}

  /**
   * The contents that hold values of the collection.
   *
   * @param records the number of records with such a value
   * @param frames the number of distinct frames of the contents and their parts
   */
  public record InContents(
      long records, long frames, long logicalBytes, long uniqueBytes, long storedBytes)
      implements StoredSize {}

  /**
   * The values of similar age.
   *
   * @param atLeast the least time since the last change
   * @param below the time that none has reached; null for no limit
   * @param records the number of records
   */
  public record AgeClass(Duration atLeast, @Nullable Duration below, long records) {}
}
