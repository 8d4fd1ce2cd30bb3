package dev.coffer.format.jackson3;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;

/**
 * The version of the library on the class path. Jackson 3.0 writes dates in UTC otherwise than
 * Jackson 2 and lacks settings that are used here.
 */
final class InstalledVersion {

  /** The second number of the smallest version that can be used. */
  private static final int SMALLEST_MINOR = 1;

  private InstalledVersion() {}

  /** The version of a part of the library that is too old, or null. */
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
