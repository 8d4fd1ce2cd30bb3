package dev.coffer.maintenance.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the next run must know of the runs before it. It stands in the database, because a
 * repository that is absent cannot tell. Immutable.
 *
 * @param place the digest of the location that has a snapshot; empty for none. A location may have
 *     a password in its URI
 * @param trial the last sound trial restore there; null if there was none
 */
record BackupMemory(String place, @Nullable Instant trial) {
  private static final int PLACE_BYTES = 8;
  private static final BackupMemory NONE = new BackupMemory("", null);

  /** Reads the progress of the task; nothing is remembered if there is none, or it is unknown. */
  static BackupMemory of(@Nullable String progress) {
    if (progress == null) {
      return NONE;
    }
    String[] words = progress.split(" ", -1);
    try {
      return new BackupMemory(
          words[0], words.length > 1 ? Instant.ofEpochSecond(Long.parseLong(words[1])) : null);
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  /** The digest of a location. */
  static String placeOf(Path location) {
    // A directory that exists has a slash at the end of its URI.
    String uri = location.toUri().toString().replaceFirst("/+$", "");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(uri.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, PLACE_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text for the progress of the task. */
  String text() {
    return trial == null ? place : place + ' ' + trial.getEpochSecond();
  }
}
