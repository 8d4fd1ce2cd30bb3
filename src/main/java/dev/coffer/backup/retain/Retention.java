package dev.coffer.backup.retain;

import dev.coffer.backup.RetentionPolicy;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides which snapshots a policy keeps, with the reasons. Used by one thread.
 *
 * <p>Snapshots of different databases in one repository are judged apart, so that a database that
 * is backed up often does not push out the others.
 */
public final class Retention {

  private Retention() {}

  /**
   * A snapshot to judge.
   *
   * @param group the database that it comes from
   */
  public record Candidate(
      String name, String group, Instant createdAt, Set<String> tags, boolean verified) {}

  /**
   * The decision on a snapshot.
   *
   * @param reasons why it is kept, such as {@code daily}; empty if it goes
   */
  public record Decision(Candidate snapshot, List<String> reasons) {

    public boolean isKept() {
      return !reasons.isEmpty();
    }
  }

  /**
   * Decides on all snapshots, the newest first. The newest verified snapshot of each group is kept
   * in any case, and so is the newest one.
   *
   * @throws IllegalArgumentException if the policy has no rule
   */
  public static List<Decision> decide(RetentionPolicy policy, List<Candidate> snapshots) {
    if (policy.isEmpty()) {
      throw new IllegalArgumentException(
          "The retention policy has no rule, so it would remove every snapshot. Add a rule, such as"
              + " keepLast.");
    }
    Map<String, List<Candidate>> groups = new HashMap<>();
    snapshots.forEach(
        each -> groups.computeIfAbsent(each.group(), name -> new ArrayList<>()).add(each));
    Map<Candidate, List<String>> reasons = new HashMap<>();
    snapshots.forEach(each -> reasons.put(each, new ArrayList<>()));
    Comparator<Candidate> newestFirst =
        Comparator.comparing(Candidate::createdAt).thenComparing(Candidate::name).reversed();
    for (List<Candidate> group : groups.values()) {
      group.sort(newestFirst);
      new Group(policy, group, reasons).decide();
    }
    return snapshots.stream()
        .sorted(newestFirst)
        .map(each -> new Decision(each, List.copyOf(reasons.getOrDefault(each, List.of()))))
        .toList();
  }

  /** The snapshots of one database, the newest first. */
  private record Group(
      RetentionPolicy policy, List<Candidate> snapshots, Map<Candidate, List<String>> reasons) {

    void decide() {
      keep(snapshots.get(0), "newest");
      snapshots.stream()
          .filter(Candidate::verified)
          .findFirst()
          .ifPresent(each -> keep(each, "last verified"));
      snapshots.stream().limit(policy.last()).forEach(each -> keep(each, "last"));
      keepPeriods("hourly", policy.hourly(), time -> time.toLocalDate() + " " + time.getHour());
      keepPeriods("daily", policy.daily(), ZonedDateTime::toLocalDate);
      keepPeriods(
          "weekly",
          policy.weekly(),
          time ->
              time.get(IsoFields.WEEK_BASED_YEAR)
                  + " "
                  + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      keepPeriods("monthly", policy.monthly(), time -> time.getYear() + " " + time.getMonth());
      keepPeriods("yearly", policy.yearly(), ZonedDateTime::getYear);
      if (policy.within() != null) {
        Instant oldest = snapshots.get(0).createdAt().minus(policy.within());
        snapshots.stream()
            .filter(each -> !each.createdAt().isBefore(oldest))
            .forEach(each -> keep(each, "within"));
      }
      snapshots.stream()
          .filter(each -> each.tags().stream().anyMatch(policy.tags()::contains))
          .forEach(each -> keep(each, "tag"));
    }

    private void keepPeriods(String reason, int count, Function<ZonedDateTime, Object> periodOf) {
      Object last = null;
      int kept = 0;
      for (Candidate each : snapshots) {
        if (kept == count) {
          return;
        }
        Object period = periodOf.apply(each.createdAt().atZone(policy.zone()));
        if (!period.equals(last)) {
          keep(each, reason);
          kept++;
          last = period;
        }
      }
    }

    private void keep(Candidate snapshot, String reason) {
      reasons.computeIfAbsent(snapshot, each -> new ArrayList<>()).add(reason);
    }
  }
}
