package dev.coffer.format.jackson;

import com.fasterxml.jackson.core.Version;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the version of Jackson 2 on the class path. Jackson 2.17 lacks settings that this package
 * uses.
 */
final class InstalledVersion {

  /** The minor number of the oldest usable version. */
  private static final int SMALLEST_MINOR = 18;

  private InstalledVersion() {}

  /** The version of a part of the library that is too old; null if there is none. */
  static @Nullable String tooOld() {
    return tooOld(
        com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION,
        com.fasterxml.jackson.core.json.PackageVersion.VERSION);
  }

  static @Nullable String tooOld(Version... parts) {
    return Stream.of(parts)
        .filter(part -> part.getMinorVersion() < SMALLEST_MINOR)
        .map(Version::toString)
        .findFirst()
        .orElse(null);
  }
}
