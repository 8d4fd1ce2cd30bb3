package dev.coffer.cli;

import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.console.api.SnapshotJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds snapshots, and shows them as text and as JSON. */
final class SnapshotDetails {
  private static final int SHOWN_DIGITS = 8;

  private SnapshotDetails() {}

  /**
   * The snapshot that a person named.
   *
   * @param id the first digits of its id; null for the newest snapshot
   * @throws RefusedException if there is none, or more than one
   */
  static Snapshot find(SnapshotRepository repository, @Nullable String id) {
    if (id == null) {
      return repository
          .latest()
          .orElseThrow(() -> new RefusedException("the repository has no snapshot yet"));
    }
    try {
      return repository
          .snapshot(id)
          .orElseThrow(
              () ->
                  new RefusedException(
                      "the id of no snapshot begins with '" + id + "'; see 'snapshots'"));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The digits that tables show; they are enough to name a snapshot. */
  static String id(Snapshot snapshot) {
    return snapshot.id().substring(0, Math.min(SHOWN_DIGITS, snapshot.id().length()));
  }

  /** The number of bytes of all values and contents, uncompressed. */
  static long bytes(Snapshot snapshot) {
    return snapshot.recordBytes() + snapshot.contentBytes();
  }

  /** The level and the age of the last check without a problem; a dash if there is none. */
  static String verified(Snapshot snapshot, Instant now) {
    Snapshot.Verified verified = snapshot.verified();
    return verified == null
        ? "-"
        : SnapshotJson.id(verified.level()) + ", " + age(verified.at(), now) + " ago";
  }

  /** The age; 0 if the clock of the writer is ahead. */
  static String age(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    return Amounts.age(age.isNegative() ? Duration.ZERO : age);
  }
}
