package dev.coffer.cli;

import dev.coffer.maintenance.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The details of a run of a maintenance task, as text and as JSON. */
final class RunDetails {
  private static final String NONE = "-";

  private RunDetails() {}

  /** The figures by their names; numbers of bytes have units. A dash if there are none. */
  static String figures(Map<String, Long> figures) {
    if (figures.isEmpty()) {
      return NONE;
    }
    return figures.entrySet().stream()
        .map(each -> each.getKey() + " " + amount(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String amount(String name, long value) {
    return name.toLowerCase(Locale.ROOT).contains("bytes")
        ? Amounts.bytes(value)
        : Amounts.count(value);
  }

  /** The time from the start to the end; a dash for a run that is active. */
  static String duration(RunReport run) {
    Instant end = run.endedAt();
    return end == null ? NONE : Amounts.time(Duration.between(run.startedAt(), end));
  }

  /** A time in UTC, in seconds; a dash for none. */
  static String time(@Nullable Instant time) {
    return time == null ? NONE : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
