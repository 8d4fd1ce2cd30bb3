package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentInfo;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last part of a trial: every fifth record expires, every fifth content is released, and all
 * maintenance tasks run.
 *
 * @param expired the number of records that were given an expiry in the past
 * @param released the number of released contents
 * @param runs the runs of the tasks
 * @param before the bytes on disk before the runs
 * @param after the bytes on disk after the runs
 */
record TrialMaintenance(
    long expired, long released, List<RunReport> runs, OptionalLong before, OptionalLong after) {
  private static final int SHARE = 5;
  private static final int PAGE = 1_000;

  /** The settings with which a trial recompresses data that it has just written. */
  static MaintenanceSettings settings() {
    return MaintenanceSettings.defaults()
        .withRecompression(RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO))
        .withSchedule(Map.of())
        .withScrubPeriod(Duration.ofDays(1));
  }

  static TrialMaintenance run(Coffer coffer) {
    long expired = expire(coffer);
    long released = release(coffer);
    OptionalLong before = coffer.report().physicalBytes();
    List<RunReport> runs =
        coffer.maintenance().runAll(RunOptions.defaults().withGrace(Duration.ZERO).withForce(true));
    return new TrialMaintenance(expired, released, runs, before, coffer.report().physicalBytes());
  }

  private static long expire(Coffer coffer) {
    long expired = 0;
    for (CollectionInfo each : coffer.records().collections()) {
      RecordRepository<byte[], String> records =
          coffer.records().records(each.name(), byte[].class);
      List<String> keys = new ArrayList<>();
      try (Stream<String> all = records.keys(Range.all())) {
        all.forEach(keys::add);
      }
      List<String> fifth = new ArrayList<>();
      for (int i = 0; i < keys.size(); i += SHARE) {
        fifth.add(keys.get(i));
      }
      expired += records.touchAll(fifth, Expiry.after(Duration.ofMillis(1)));
    }
    return expired;
  }

  private static long release(Coffer coffer) {
    long kept = 0;
    long released = 0;
    @Nullable ContentHash after = null;
    List<ContentInfo> page = coffer.contents().list(null, PAGE);
    while (!page.isEmpty()) {
      for (ContentInfo each : page) {
        if (each.retained() && kept++ % SHARE == 0) {
          released += coffer.contents().release(each.hash()) ? 1 : 0;
        }
        after = each.hash();
      }
      page = coffer.contents().list(after, PAGE);
    }
    return released;
  }

  /** The lines of the table. */
  List<String> lines() {
    Table table = new Table("maintenance", "outcome", "result");
    for (RunReport each : runs) {
      table.row(each.task().id(), each.outcome().id(), figures(each));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        "%s records expired and %s contents were released before."
            .formatted(Amounts.count(expired), Amounts.count(released)));
    if (before.isPresent() && after.isPresent()) {
      lines.add(
          "Used on disk: %s before, %s after."
              .formatted(Amounts.bytes(before.getAsLong()), Amounts.bytes(after.getAsLong())));
    }
    return lines;
  }

  private static String figures(RunReport run) {
    return run.figures().entrySet().stream()
        .filter(each -> each.getValue() != 0)
        .map(
            each ->
                each.getKey().startsWith("bytes")
                    ? each.getKey() + " " + Amounts.bytes(each.getValue())
                    : each.getKey() + " " + Amounts.count(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Whether every task did all its work. */
  boolean isDone() {
    return runs.stream().allMatch(each -> each.outcome() == RunOutcome.DONE);
  }

  /** The figures as JSON. */
  Json asJson() {
    Json json = new Json().with("expired", expired).with("released", released);
    before.ifPresent(bytes -> json.with("physicalBytesBefore", bytes));
    after.ifPresent(bytes -> json.with("physicalBytesAfter", bytes));
    for (RunReport run : runs) {
      Json figures = new Json().with("outcome", run.outcome().id());
      run.figures().forEach(figures::with);
      json.with(run.task().id(), figures);
    }
    return json;
  }
}
