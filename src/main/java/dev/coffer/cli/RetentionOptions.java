package dev.coffer.cli;

import dev.coffer.backup.RetentionPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for the rules by which snapshots are kept. */
final class RetentionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--keep-last", paramLabel = "N", description = "Keep the newest N snapshots.")
  private int last;

  @Option(
      names = "--keep-hourly",
      paramLabel = "N",
      description = "Keep the newest snapshot of each of the newest N hours that have one.")
  private int hourly;

  @Option(names = "--keep-daily", paramLabel = "N", description = "The same for days.")
  private int daily;

  @Option(names = "--keep-weekly", paramLabel = "N", description = "The same for ISO weeks.")
  private int weekly;

  @Option(names = "--keep-monthly", paramLabel = "N", description = "The same for months.")
  private int monthly;

  @Option(names = "--keep-yearly", paramLabel = "N", description = "The same for years.")
  private int yearly;

  @Option(
      names = "--keep-within",
      paramLabel = "DURATION",
      description = "Keep all snapshots that are at most this much older than the newest, as 7d.")
  private @Nullable Duration within;

  @Option(
      names = "--keep-tag",
      paramLabel = "TAG",
      description = "Keep all snapshots with this tag. May be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "The time zone in which hours, days and weeks begin (default: UTC).")
  private @Nullable ZoneId zone;

  /**
   * The policy.
   *
   * @throws ParameterException if there is no rule, or if a number is negative
   */
  RetentionPolicy policy() {
    RetentionPolicy policy;
    try {
      policy =
          RetentionPolicy.none()
              .keepLast(last)
              .keepHourly(hourly)
              .keepDaily(daily)
              .keepWeekly(weekly)
              .keepMonthly(monthly)
              .keepYearly(yearly);
      policy = within == null ? policy : policy.keepWithin(within);
    } catch (IllegalArgumentException e) {
      throw usageError(String.valueOf(e.getMessage()));
    }
    for (String tag : tags) {
      policy = policy.keepTag(tag);
    }
    if (policy.isEmpty()) {
      throw usageError(
          "without a rule every snapshot would be removed; give at least one of --keep-last,"
              + " --keep-hourly, --keep-daily, --keep-weekly, --keep-monthly, --keep-yearly,"
              + " --keep-within and --keep-tag");
    }
    return zone == null ? policy : policy.withZone(zone);
  }

  private ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
