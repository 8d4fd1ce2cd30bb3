package dev.coffer.format.jackson3;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;

/**
 * Checks the version of Jackson 3 on the class path. Jackson 3.0 writes UTC dates differently from
 * Jackson 2 and lacks settings that this package uses.
 */
final class InstalledVersion {

  /** The minor number of the oldest usable version. */
  private static final int SMALLEST_MINOR = 1;

  private InstalledVersion() {}

  /** The version of a part of the library that is too old; null if there is none. */
  static @Nullable String tooOld() {
    return tooOld(
        tools.jackson.databind.cfg.PackageVersion.VERSION,
        tools.jackson.core.json.PackageVersion.VERSION);
  }

  static @Nullable String tooOld(Version... parts) {
    return Stream.of(parts)
        .filter(part -> part.getMinorVersion() < SMALLEST_MINOR)
        .map(Version::toString)
        .findFirst()
        .orElse(null);
  }
}
