package dev.coffer.backup;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which snapshots are kept. A snapshot is kept if at least one rule keeps it.
 * Immutable. The words have the meaning that they have in restic:
 *
 * <ul>
 *   <li>{@code last}: the newest n snapshots.
 *   <li>{@code hourly}, {@code daily}, {@code weekly}, {@code monthly}, {@code yearly}: the newest
 *       snapshot of each of the newest n hours, days, ISO weeks, months or years that have one.
 *   <li>{@code within}: all snapshots that are at most this much older than the newest one.
 *   <li>{@code tags}: all snapshots with one of these tags.
 * </ul>
 *
 * @param last 0 for no such rule, as for the other numbers
 * @param within null for no such rule
 * @param zone the time zone in which hours, days, weeks, months and years begin
 */
public record RetentionPolicy(
    int last,
    int hourly,
    int daily,
    int weekly,
    int monthly,
    int yearly,
    @Nullable Duration within,
    Set<String> tags,
    ZoneId zone) {

  private static final RetentionPolicy NONE =
      new RetentionPolicy(0, 0, 0, 0, 0, 0, null, Set.of(), ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException if a number or the duration is negative
   */
  public RetentionPolicy {
    if (last < 0 || hourly < 0 || daily < 0 || weekly < 0 || monthly < 0 || yearly < 0) {
      throw new IllegalArgumentException("A number of snapshots to keep is negative.");
    }
    if (within != null && within.isNegative()) {
      throw new IllegalArgumentException("The duration 'within' is negative: " + within);
    }
    tags = Set.copyOf(tags);
    Objects.requireNonNull(zone, "The argument 'zone' is null.");
  }

  /** A policy without rules. It keeps nothing, so it is refused until a rule is added. */
  public static RetentionPolicy none() {
    return NONE;
  }

  /** Whether no rule keeps anything. */
  public boolean isEmpty() {
    return last == 0
        && hourly == 0
        && daily == 0
        && weekly == 0
        && monthly == 0
        && yearly == 0
        && within == null
        && tags.isEmpty();
  }

  /** The same policy with the newest n snapshots kept. */
  public RetentionPolicy keepLast(int count) {
    return new RetentionPolicy(count, hourly, daily, weekly, monthly, yearly, within, tags, zone);
  }

  /** The same policy with n hourly snapshots kept. */
  public RetentionPolicy keepHourly(int count) {
    return new RetentionPolicy(last, count, daily, weekly, monthly, yearly, within, tags, zone);
  }

  /** The same policy with n daily snapshots kept. */
  public RetentionPolicy keepDaily(int count) {
    return new RetentionPolicy(last, hourly, count, weekly, monthly, yearly, within, tags, zone);
  }

  /** The same policy with n weekly snapshots kept. */
  public RetentionPolicy keepWeekly(int count) {
    return new RetentionPolicy(last, hourly, daily, count, monthly, yearly, within, tags, zone);
  }

  /** The same policy with n monthly snapshots kept. */
  public RetentionPolicy keepMonthly(int count) {
    return new RetentionPolicy(last, hourly, daily, weekly, count, yearly, within, tags, zone);
  }

  /** The same policy with n yearly snapshots kept. */
  public RetentionPolicy keepYearly(int count) {
    return new RetentionPolicy(last, hourly, daily, weekly, monthly, count, within, tags, zone);
  }

  /** The same policy with all snapshots kept that are at most this much older than the newest. */
  public RetentionPolicy keepWithin(Duration duration) {
    Objects.requireNonNull(duration, "The argument 'duration' is null.");
    return new RetentionPolicy(last, hourly, daily, weekly, monthly, yearly, duration, tags, zone);
  }

  /** The same policy with all snapshots kept that have this tag. */
  public RetentionPolicy keepTag(String tag) {
    Set<String> more = new HashSet<>(tags);
    more.add(tag);
    return new RetentionPolicy(last, hourly, daily, weekly, monthly, yearly, within, more, zone);
  }

  /** The same policy with another time zone; the default is UTC. */
  public RetentionPolicy withZone(ZoneId newZone) {
    return new RetentionPolicy(last, hourly, daily, weekly, monthly, yearly, within, tags, newZone);
  }
}
