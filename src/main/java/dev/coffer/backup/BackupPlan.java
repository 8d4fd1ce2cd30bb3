package dev.coffer.backup;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each run of the maintenance task {@code backup} does: it makes a snapshot, verifies it, and
 * removes the snapshots that the retention does not keep. Immutable: each {@code with…} method
 * returns a changed copy.
 *
 * @param settings the repository
 * @param tags the tags of each snapshot
 * @param retention which snapshots are kept; null if all are, and nothing is ever deleted
 * @param verification how each new snapshot is verified
 * @param shares the number of shares for {@link CheckLevel#SHARE}: each run reads the next share,
 *     so that this number of runs reads all bytes
 * @param trial the time after which a snapshot is verified by a trial restore; null for never
 * @param maxAge the largest age of the newest verified snapshot, before the state of the backups is
 *     out of date
 */
public record BackupPlan(
    BackupSettings settings,
    List<String> tags,
    @Nullable RetentionPolicy retention,
    CheckLevel verification,
    int shares,
    @Nullable Duration trial,
    Duration maxAge) {

  private static final int DEFAULT_SHARES = 30;
  private static final Duration DEFAULT_MAX_AGE = Duration.ofDays(2);

  /**
   * @throws IllegalArgumentException if the retention has no rule, if the number of shares is less
   *     than 1, or if a time is not positive
   */
  public BackupPlan {
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    Objects.requireNonNull(tags, "The argument 'tags' is null.");
    Objects.requireNonNull(verification, "The argument 'verification' is null.");
    Objects.requireNonNull(maxAge, "The argument 'maxAge' is null.");
    tags = List.copyOf(tags);
    if (retention != null && retention.isEmpty()) {
      throw new IllegalArgumentException(
          "The retention policy has no rule, so it would remove every snapshot. Add a rule, such as"
              + " keepLast.");
    }
    if (shares < 1) {
      throw new IllegalArgumentException(
          "The number of shares is " + shares + "; it must be above 0.");
    }
    requirePositive("trial", trial);
    requirePositive("maxAge", maxAge);
  }

  private static void requirePositive(String name, @Nullable Duration time) {
    if (time != null && (time.isNegative() || time.isZero())) {
      throw new IllegalArgumentException(
          "The time '" + name + "' is " + time + "; it must be above 0.");
    }
  }

  /**
   * A plan that backs up into this repository. Each snapshot is verified by its structure and one
   * of 30 shares of its bytes. All snapshots are kept, and none is restored for a trial. The newest
   * verified snapshot may be 2 days old.
   */
  public static BackupPlan into(BackupSettings settings) {
    return new BackupPlan(
        settings, List.of(), null, CheckLevel.SHARE, DEFAULT_SHARES, null, DEFAULT_MAX_AGE);
  }

  /** A copy with these tags of each snapshot. */
  public BackupPlan withTags(Collection<String> newTags) {
    Objects.requireNonNull(newTags, "The argument 'newTags' is null.");
    return new BackupPlan(
        settings, List.copyOf(newTags), retention, verification, shares, trial, maxAge);
  }

  /**
   * A copy in which each run removes the snapshots of the repository that this policy does not
   * keep, also those that were made by command or by other applications.
   *
   * @throws IllegalArgumentException if the policy has no rule
   */
  public BackupPlan withRetention(RetentionPolicy policy) {
    Objects.requireNonNull(policy, "The argument 'policy' is null.");
    return new BackupPlan(settings, tags, policy, verification, shares, trial, maxAge);
  }

  /** A copy in which each new snapshot is verified at this level. */
  public BackupPlan withVerification(CheckLevel level) {
    Objects.requireNonNull(level, "The argument 'level' is null.");
    return new BackupPlan(settings, tags, retention, level, shares, trial, maxAge);
  }

  /** A copy with this number of shares, at least 1. */
  public BackupPlan withShares(int count) {
    return new BackupPlan(settings, tags, retention, verification, count, trial, maxAge);
  }

  /**
   * A copy in which a new snapshot is restored into a temporary embedded H2 database and compared,
   * if the last such trial is at least this old. It needs H2 and HikariCP on the class path, and
   * space for all data in the directory for temporary files.
   */
  public BackupPlan withTrial(Duration period) {
    Objects.requireNonNull(period, "The argument 'period' is null.");
    return new BackupPlan(settings, tags, retention, verification, shares, period, maxAge);
  }

  /** A copy with this largest age of the newest verified snapshot. */
  public BackupPlan withMaxAge(Duration age) {
    Objects.requireNonNull(age, "The argument 'age' is null.");
    return new BackupPlan(settings, tags, retention, verification, shares, trial, age);
  }
}
