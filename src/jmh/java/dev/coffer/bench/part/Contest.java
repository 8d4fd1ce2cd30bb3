package dev.coffer.bench.part;

import dev.coffer.bench.report.Profiles;
import dev.coffer.bench.report.Result;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A workload and its contestants. They run in turn, A B C A B C, so that a temporary slowdown of
 * the machine affects all of them. The first round is a warm-up and does not count.
 */
final class Contest {

  private final String workload;
  private final Unit unit;
  private final Map<Subject, Trial> trials = new LinkedHashMap<>();

  Contest(String workload, Unit unit) {
    this.workload = workload;
    this.unit = unit;
  }

  Contest add(Subject subject, Trial trial) {
    trials.put(subject, trial);
    return this;
  }

  /** Runs a warm-up round, then this number of counted rounds, then a profiled one if required. */
  Result run(int rounds, Profiles profiles) throws Exception {
    try {
      for (Trial trial : trials.values()) {
        trial.warmUp();
      }
      Result result = measured(rounds);
      for (Map.Entry<Subject, Trial> each : trials.entrySet()) {
        profiles.record(workload, each.getKey(), each.getValue()::measure);
      }
      return result;
    } finally {
      trials.values().forEach(Trial::close);
    }
  }

  /** Runs counted rounds only, for trials that warm up by themselves. */
  Result runWarm(int rounds) throws Exception {
    try {
      return measured(rounds);
    } finally {
      trials.values().forEach(Trial::close);
    }
  }

  private Result measured(int rounds) throws Exception {
    Map<Subject, double[]> figures = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Subject, Trial> each : trials.entrySet()) {
        double figure = each.getValue().measure();
        figures.computeIfAbsent(each.getKey(), subject -> new double[rounds])[round] = figure;
        System.out.printf(
            Locale.ROOT,
            "%s, round %d of %d, %s: %,.1f %s%n",
            workload,
            round + 1,
            rounds,
            each.getKey(),
            figure,
            unit);
      }
    }
    return new Result(workload, unit, figures);
  }
}
