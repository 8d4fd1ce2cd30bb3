package dev.coffer.spring;

import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.RepositorySecret;
import dev.coffer.backup.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The settings of scheduled backups. Immutable. Its text form has no secret.
 *
 * @param location The directory of the backup repository: a path, or a URI of another file system.
 *     Without it, there are no scheduled backups.
 * @param passphrase The passphrase of an encrypted repository. Pass it by an environment variable.
 * @param passphraseFile The file whose first line is the passphrase.
 * @param keyFile The file with at least 32 random bytes that is the key of an encrypted repository.
 * @param grace The time for which data that no snapshot needs is kept in the repository. It must be
 *     longer than any backup takes.
 * @param tags The tags of each snapshot.
 * @param keep The snapshots to keep.
 * @param verify How each new snapshot is verified: 'structure' for its lists, 'share' for a share
 *     of its bytes too, 'all' for all bytes, or 'trial' for a trial restore into an embedded H2
 *     database.
 * @param shares The number of backups that together read all bytes, with 'share'.
 * @param trial The time after which a new snapshot is verified by a trial restore, such as 7d. The
 *     default is never.
 * @param maxAge The largest age of the newest verified snapshot before the health is DOWN.
 */
@ConfigurationProperties("coffer.backup")
record BackupProperties(
    @Nullable String location,
    @Nullable String passphrase,
    @Nullable String passphraseFile,
    @Nullable String keyFile,
    @DefaultValue("2d") Duration grace,
    @DefaultValue List<String> tags,
    @DefaultValue Keep keep,
    @DefaultValue("share") CheckLevel verify,
    @DefaultValue("30") int shares,
    @Nullable Duration trial,
    @DefaultValue("2d") Duration maxAge) {

  private static final String PREFIX = "coffer.backup.";

  BackupProperties {
    BackupPlan plan = BackupPlan.into(BackupSettings.at(Path.of("")));
    check("grace", grace, () -> plan.settings().withGrace(grace));
    check("shares", shares, () -> plan.withShares(shares));
    check("max-age", maxAge, () -> plan.withMaxAge(maxAge));
    if (trial != null) {
      Duration period = trial;
      check("trial", trial, () -> plan.withTrial(period));
    }
    if (Stream.of(passphrase, passphraseFile, keyFile).filter(Objects::nonNull).count() > 1) {
      throw new InvalidConfigurationPropertyValueException(
          PREFIX + "passphrase",
          null,
          "use only one of passphrase, passphrase-file and key-file of coffer.backup");
    }
  }

  /**
   * The snapshots to keep. Without any of these, all are kept, and nothing is ever deleted.
   *
   * @param last The number of newest snapshots to keep.
   * @param hourly The number of hours of which the newest snapshot is kept.
   * @param daily The number of days of which the newest snapshot is kept.
   * @param weekly The number of weeks of which the newest snapshot is kept.
   * @param monthly The number of months of which the newest snapshot is kept.
   * @param yearly The number of years of which the newest snapshot is kept.
   * @param within The time before the newest snapshot in which all are kept.
   * @param tags The tags whose snapshots are all kept.
   */
  record Keep(
      @DefaultValue("0") int last,
      @DefaultValue("0") int hourly,
      @DefaultValue("0") int daily,
      @DefaultValue("0") int weekly,
      @DefaultValue("0") int monthly,
      @DefaultValue("0") int yearly,
      @Nullable Duration within,
      @DefaultValue List<String> tags) {

    Keep {
      RetentionPolicy none = RetentionPolicy.none();
      check("keep.last", last, () -> none.keepLast(last));
      check("keep.hourly", hourly, () -> none.keepHourly(hourly));
      check("keep.daily", daily, () -> none.keepDaily(daily));
      check("keep.weekly", weekly, () -> none.keepWeekly(weekly));
      check("keep.monthly", monthly, () -> none.keepMonthly(monthly));
      check("keep.yearly", yearly, () -> none.keepYearly(yearly));
      if (within != null) {
        Duration time = within;
        check("keep.within", within, () -> none.keepWithin(time));
      }
    }

    RetentionPolicy policy() {
      RetentionPolicy policy =
          RetentionPolicy.none()
              .keepLast(last)
              .keepHourly(hourly)
              .keepDaily(daily)
              .keepWeekly(weekly)
              .keepMonthly(monthly)
              .keepYearly(yearly);
      if (within != null) {
        policy = policy.keepWithin(within);
      }
      for (String each : tags) {
        policy = policy.keepTag(each);
      }
      return policy;
    }
  }

  private static <T> T check(String name, @Nullable Object shown, Supplier<T> use) {
    try {
      return use.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException(PREFIX + name, shown, e.getMessage());
    }
  }

  /** The plan of backups; empty if there is no location. It reads the files of secrets. */
  Optional<BackupPlan> plan() {
    if (location == null || location.isBlank()) {
      return Optional.empty();
    }
    String place = location;
    // The location of another file system may have a password.
    BackupSettings settings =
        check("location", null, () -> BackupSettings.at(place)).withGrace(grace);
    RepositorySecret secret = secret();
    if (secret != null) {
      settings = settings.withSecret(secret);
    }
    BackupPlan plan =
        BackupPlan.into(settings)
            .withTags(tags)
            .withVerification(verify)
            .withShares(shares)
            .withMaxAge(maxAge);
    if (trial != null) {
      plan = plan.withTrial(trial);
    }
    RetentionPolicy policy = keep.policy();
    return Optional.of(policy.isEmpty() ? plan : plan.withRetention(policy));
  }

  private @Nullable RepositorySecret secret() {
    if (passphrase != null) {
      char[] characters = passphrase.toCharArray();
      return check("passphrase", null, () -> RepositorySecret.passphrase(characters));
    }
    if (passphraseFile != null) {
      Path file = Path.of(passphraseFile);
      return check("passphrase-file", file, () -> RepositorySecret.passphraseIn(file));
    }
    if (keyFile != null) {
      Path file = Path.of(keyFile);
      return check("key-file", file, () -> RepositorySecret.keyFile(file));
    }
    return null;
  }

  @Override
  public String toString() {
    return "BackupProperties[location set: " + (location != null) + ", keep=" + keep + "]";
  }
}
