package dev.coffer.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of the scheduled backups of the databases of a process. Immutable.
 *
 * @param snapshots the snapshots of these databases, the newest first
 * @param verified the moment of the newest verified snapshot; null if there is none. With several
 *     databases, the oldest of these moments, and null if one database has none
 * @param age the time since that moment. Without a verified snapshot, the time since the first
 *     backup of the history, or since the start of the process, whichever is earlier
 * @param outOfDate whether the age exceeds {@link BackupPlan#maxAge}
 * @param readAt when the repository was read; null if it was not read yet
 * @param problem why it could not be read since then; null if there is no such reason
 */
public record BackupStatus(
    List<Snapshot> snapshots,
    @Nullable Instant verified,
    Duration age,
    boolean outOfDate,
    @Nullable Instant readAt,
    @Nullable String problem) {

  public BackupStatus {
    Objects.requireNonNull(age, "The argument 'age' is null.");
    snapshots = List.copyOf(snapshots);
  }
}
