package dev.coffer.backup.retain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.backup.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of a retention policy. */
class RetentionTest {
  private static final RetentionPolicy NONE = RetentionPolicy.none();

  private static Retention.Candidate at(String time) {
    return new Retention.Candidate(time, "db", Instant.parse(time), Set.of(), false);
  }

  private static List<String> kept(RetentionPolicy policy, List<Retention.Candidate> snapshots) {
    return Retention.decide(policy, snapshots).stream()
        .filter(Retention.Decision::isKept)
        .map(each -> each.snapshot().name())
        .toList();
  }

  private static List<Retention.Candidate> every(Duration step, int count) {
    List<Retention.Candidate> snapshots = new ArrayList<>();
    Instant time = Instant.parse("2026-11-28T10:30:00Z");
    for (int i = 0; i < count; i++) {
      snapshots.add(at(time.minus(step.multipliedBy(i)).toString()));
    }
    return snapshots;
  }

  @Test
  void lastKeepsTheNewest() {
    assertThat(kept(NONE.keepLast(2), every(Duration.ofHours(1), 5)))
        .containsExactly("2026-11-28T10:30:00Z", "2026-11-28T09:30:00Z");
  }

  @Test
  void dailyKeepsTheNewestOfEachDayThatHasOne() {
    List<Retention.Candidate> snapshots =
        List.of(
            at("2026-11-28T01:00:00Z"),
            at("2026-11-28T09:00:00Z"),
            at("2026-11-20T08:00:00Z"),
            at("2026-11-20T07:00:00Z"),
            at("2026-11-01T07:00:00Z"));

    assertThat(kept(NONE.keepDaily(2), snapshots))
        .containsExactly("2026-11-28T09:00:00Z", "2026-11-20T08:00:00Z");
  }

  @Test
  void weeksAreThoseOfIso() {
    List<Retention.Candidate> snapshots =
        List.of(
            // Monday and Sunday of different weeks; 2027-01-01 lies in week 53 of 2026.
            at("2027-01-01T00:00:00Z"), at("2026-12-28T00:00:00Z"), at("2026-12-27T00:00:00Z"));

    assertThat(kept(NONE.keepWeekly(2), snapshots))
        .containsExactly("2027-01-01T00:00:00Z", "2026-12-27T00:00:00Z");
  }

  @Test
  void aZoneMovesTheBeginningOfADay() {
    List<Retention.Candidate> snapshots =
        List.of(at("2026-11-28T01:00:00Z"), at("2026-11-27T23:30:00Z"), at("2026-11-27T12:00:00Z"));

    assertThat(kept(NONE.keepDaily(2), snapshots))
        .containsExactly("2026-11-28T01:00:00Z", "2026-11-27T23:30:00Z");
    assertThat(kept(NONE.keepDaily(2).withZone(ZoneId.of("Europe/Athens")), snapshots))
        .containsExactly("2026-11-28T01:00:00Z", "2026-11-27T12:00:00Z");
  }

  @Test
  void rulesAddUpAndGiveReasons() {
    List<Retention.Decision> decisions =
        Retention.decide(
            NONE.keepLast(1).keepMonthly(2).keepYearly(3), every(Duration.ofDays(40), 12));

    assertThat(decisions.get(0).reasons()).containsExactly("newest", "last", "monthly", "yearly");
    assertThat(decisions.get(1).reasons()).containsExactly("monthly");
    assertThat(decisions.get(2).isKept()).isFalse();
    assertThat(decisions).filteredOn(each -> each.reasons().contains("yearly")).hasSize(2);
  }

  @Test
  void withinCountsFromTheNewest() {
    assertThat(kept(NONE.keepWithin(Duration.ofHours(2)), every(Duration.ofHours(1), 5)))
        .hasSize(3);
  }

  @Test
  void tagsAreKept() {
    List<Retention.Candidate> snapshots = new ArrayList<>(every(Duration.ofHours(1), 3));
    snapshots.add(
        new Retention.Candidate(
            "release", "db", Instant.parse("2020-01-01T00:00:00Z"), Set.of("release"), false));

    assertThat(kept(NONE.keepTag("release"), snapshots))
        .containsExactly("2026-11-28T10:30:00Z", "release");
  }

  @Test
  void theLastVerifiedSnapshotStays() {
    List<Retention.Candidate> snapshots = new ArrayList<>(every(Duration.ofHours(1), 3));
    snapshots.add(
        new Retention.Candidate(
            "sound", "db", Instant.parse("2020-01-01T00:00:00Z"), Set.of(), true));
    snapshots.add(
        new Retention.Candidate(
            "older", "db", Instant.parse("2019-01-01T00:00:00Z"), Set.of(), true));

    assertThat(kept(NONE.keepLast(1), snapshots)).containsExactly("2026-11-28T10:30:00Z", "sound");
  }

  @Test
  void databasesAreJudgedApart() {
    List<Retention.Candidate> snapshots = new ArrayList<>(every(Duration.ofHours(1), 3));
    snapshots.add(
        new Retention.Candidate(
            "other", "other", Instant.parse("2020-01-01T00:00:00Z"), Set.of(), false));

    assertThat(kept(NONE.keepLast(1), snapshots)).containsExactly("2026-11-28T10:30:00Z", "other");
  }

  @Test
  void aPolicyWithoutRulesIsRefused() {
    assertThatThrownBy(() -> Retention.decide(NONE, every(Duration.ofHours(1), 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no rule");
    assertThatThrownBy(() -> NONE.keepLast(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
