package dev.coffer.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where backups are kept, and how. Immutable.
 *
 * @param location the directory of the repository, on any file system
 * @param secret opens an encrypted repository; null for one without encryption
 * @param grace how long a blob that no snapshot needs is kept before it is deleted. A backup must
 *     take less than this.
 */
public record BackupSettings(Path location, @Nullable RepositorySecret secret, Duration grace) {
  private static final Duration DEFAULT_GRACE = Duration.ofDays(2);

  /**
   * @throws IllegalArgumentException if the grace is negative
   */
  public BackupSettings {
    Objects.requireNonNull(location, "The argument 'location' is null.");
    Objects.requireNonNull(grace, "The argument 'grace' is null.");
    if (grace.isNegative()) {
      throw new IllegalArgumentException("The grace is negative: " + grace);
    }
  }

  /** A repository without encryption in this directory, with a grace of 2 days. */
  public static BackupSettings at(Path location) {
    return new BackupSettings(location, null, DEFAULT_GRACE);
  }

  /**
   * The same for the directory with this path, or this URI of another file system, such as {@code
   * s3://bucket/directory}. The class path must have the provider of the file system.
   *
   * @throws IllegalArgumentException if the text is not valid, or no file system has its scheme
   */
  public static BackupSettings at(String pathOrUri) {
    Objects.requireNonNull(pathOrUri, "The argument 'pathOrUri' is null.");
    return at(Locations.parse(pathOrUri));
  }

  /** The same settings with encryption by this secret. */
  public BackupSettings withSecret(RepositorySecret newSecret) {
    Objects.requireNonNull(newSecret, "The argument 'newSecret' is null.");
    return new BackupSettings(location, newSecret, grace);
  }

  /** The same settings with another grace. */
  public BackupSettings withGrace(Duration newGrace) {
    return new BackupSettings(location, secret, newGrace);
  }
}
