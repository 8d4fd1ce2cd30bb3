package dev.coffer.maintenance.run;

import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.maintenance.RecompressionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the report of a recompression. Not thread-safe. */
final class ReportBuilder {
  private static final int PROBLEMS = 100;

  private final Map<String, RecompressionReport.Tally> codecs = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<DictionaryReport> dictionaries = new ArrayList<>();
  private final List<String> leftAlone = new ArrayList<>();
  private long unreadable;
  private long upcast;
  private boolean finished = true;

  void examined(String codec, int bytes) {
    codecs.merge(codec, new RecompressionReport.Tally(1, 0, bytes, bytes), ReportBuilder::sum);
  }

  void replaced(String codec, int before, int after) {
    codecs.merge(codec, new RecompressionReport.Tally(0, 1, 0, after - before), ReportBuilder::sum);
  }

  void unreadable(String problem) {
    unreadable++;
    if (problems.size() < PROBLEMS) {
      problems.add(problem);
    }
  }

  void upcast(long count) {
    upcast += count;
  }

  void trained(DictionaryReport report) {
    dictionaries.add(report);
  }

  /** The bytes of all frames that were read so far. */
  long bytesBefore() {
    return codecs.values().stream().mapToLong(RecompressionReport.Tally::bytesBefore).sum();
  }

  /** Takes note of a collection that was left alone, with what was seen of its sample. */
  void leftAlone(String collection, ReportBuilder sample) {
    leftAlone.add(collection);
    sample.codecs.forEach((codec, tally) -> codecs.merge(codec, tally, ReportBuilder::sum));
    unreadable += sample.unreadable;
    sample.problems.stream().limit(PROBLEMS - problems.size()).forEach(problems::add);
  }

  void stopped() {
    finished = false;
  }

  boolean isStopped() {
    return !finished;
  }

  RecompressionReport build() {
    return new RecompressionReport(
        codecs, unreadable, problems, dictionaries, leftAlone, upcast, finished);
  }

  private static RecompressionReport.Tally sum(
      RecompressionReport.Tally one, RecompressionReport.Tally other) {
    return new RecompressionReport.Tally(
        one.examined() + other.examined(),
        one.replaced() + other.replaced(),
        one.bytesBefore() + other.bytesBefore(),
        one.bytesAfter() + other.bytesAfter());
  }
}
