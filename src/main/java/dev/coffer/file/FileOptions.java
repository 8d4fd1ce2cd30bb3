package dev.coffer.file;

import dev.coffer.record.Expiry;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The options of a put of a file: its details, its expiry and a condition. The defaults are the
 * details {@link FileDetails#defaults()}, no expiry and no condition. Immutable and thread-safe.
 */
public final class FileOptions {

  private static final FileOptions DEFAULTS =
      new FileOptions(FileDetails.defaults(), Expiry.never(), null);

  private final FileDetails details;
  private final Expiry expiry;
  private final @Nullable Long expectedVersion;

  private FileOptions(FileDetails details, Expiry expiry, @Nullable Long expectedVersion) {
    this.details = details;
    this.expiry = expiry;
    this.expectedVersion = expectedVersion;
  }

  /** The defaults. */
  public static FileOptions defaults() {
    return DEFAULTS;
  }

  /** A copy with these details. */
  public FileOptions withDetails(FileDetails details) {
    Objects.requireNonNull(details, "The argument 'details' is null.");
    return new FileOptions(details, expiry, expectedVersion);
  }

  /**
   * A copy with this media type.
   *
   * @throws IllegalArgumentException if the media type has another form; see {@link FileDetails}
   */
  public FileOptions withMediaType(String mediaType) {
    return withDetails(details.withMediaType(mediaType));
  }

  /** A copy with this attribute, which replaces one of the same name. */
  public FileOptions withAttribute(String name, String value) {
    return withDetails(details.withAttribute(name, value));
  }

  /** A copy with this expiry. */
  public FileOptions withExpiry(Expiry expiry) {
    Objects.requireNonNull(expiry, "The argument 'expiry' is null.");
    return new FileOptions(details, expiry, expectedVersion);
  }

  /** A copy with the condition that there is no file under the path. */
  public FileOptions ifAbsent() {
    return ifVersion(0);
  }

  /**
   * A copy with the condition that the file is at this version.
   *
   * @param expectedVersion the version; 0 if there must be no file
   */
  public FileOptions ifVersion(long expectedVersion) {
    return new FileOptions(details, expiry, expectedVersion);
  }

  /** The media type and the attributes. */
  public FileDetails details() {
    return details;
  }

  /** The expiry. */
  public Expiry expiry() {
    return expiry;
  }

  /** The version of the condition, 0 for no file; empty if there is no condition. */
  public OptionalLong expectedVersion() {
    return expectedVersion == null ? OptionalLong.empty() : OptionalLong.of(expectedVersion);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileOptions that
        && details.equals(that.details)
        && expiry.equals(that.expiry)
        && Objects.equals(expectedVersion, that.expectedVersion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(details, expiry, expectedVersion);
  }

  @Override
  public String toString() {
    return "FileOptions[details=%s, expiry=%s, expectedVersion=%s]"
        .formatted(details, expiry, expectedVersion);
  }
}
