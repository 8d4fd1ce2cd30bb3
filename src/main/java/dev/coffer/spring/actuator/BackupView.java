package dev.coffer.spring.actuator;

import dev.coffer.backup.BackupStatus;
import dev.coffer.backup.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled backups as the endpoint shows them, without the damage that snapshots leave out: it
 * names keys of records.
 *
 * @param ageSeconds the age of the newest verified snapshot
 * @param snapshots the newest snapshots
 */
record BackupView(
    boolean outOfDate,
    @Nullable Instant lastVerified,
    long ageSeconds,
    @Nullable Instant readAt,
    @Nullable String problem,
    List<SnapshotView> snapshots) {

  /** The number of snapshots that are shown. */
  private static final int SNAPSHOTS = 100;

  /**
   * A snapshot.
   *
   * @param level the level of the newest sound check; null if there is none
   * @param verifiedAt the time of that check
   * @param verifiedSecondsAgo the time since that check
   */
  record SnapshotView(
      String id,
      Instant createdAt,
      String node,
      List<String> tags,
      long records,
      long recordBytes,
      long contents,
      long contentBytes,
      int leftOut,
      @Nullable String level,
      @Nullable Instant verifiedAt,
      @Nullable Long verifiedSecondsAgo) {

    static SnapshotView of(Snapshot snapshot, Instant now) {
      Snapshot.Verified verified = snapshot.verified();
      return new SnapshotView(
          snapshot.id(),
          snapshot.createdAt(),
          snapshot.node(),
          snapshot.tags(),
          snapshot.records(),
          snapshot.recordBytes(),
          snapshot.contents(),
          snapshot.contentBytes(),
          snapshot.damage().size(),
          verified == null ? null : verified.level().name(),
          verified == null ? null : verified.at(),
          verified == null ? null : Duration.between(verified.at(), now).toSeconds());
    }
  }

  static BackupView of(BackupStatus status) {
    Instant now = Instant.now();
    return new BackupView(
        status.outOfDate(),
        status.verified(),
        status.age().toSeconds(),
        status.readAt(),
        status.problem(),
        status.snapshots().stream()
            .limit(SNAPSHOTS)
            .map(each -> SnapshotView.of(each, now))
            .toList());
  }
}
