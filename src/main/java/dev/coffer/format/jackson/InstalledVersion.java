package dev.coffer.format.jackson;

import com.fasterxml.jackson.core.Version;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The version of the library on the class path. Jackson 2.17 lacks settings that are used here. */
final class InstalledVersion {

  /** The second number of the smallest version that can be used. */
  private static final int SMALLEST_MINOR = 18;

  private InstalledVersion() {}

  /** The version of a part of the library that is too old, or null. */
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
