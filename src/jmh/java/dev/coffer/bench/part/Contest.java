package dev.coffer.bench.part;

import dev.coffer.bench.report.Result;
import dev.coffer.bench.report.Subject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A workload and those who take part in it: measured in turns, A B C A B C, so that whatever slows
 * the machine for a while slows them all. The first round warms up and does not count.
 */
final class Contest {

  private final String workload;
  private final String unit;
  private final Map<Subject, Trial> trials = new LinkedHashMap<>();

  Contest(String workload, String unit) {
    this.workload = workload;
    this.unit = unit;
  }

  Contest add(Subject subject, Trial trial) {
    trials.put(subject, trial);
    return this;
  }

  /** Runs as many rounds that count, after one that does not. */
  Result run(int rounds) throws Exception {
    return run(rounds, 1);
  }

  /** Runs rounds that all count, for trials that warm up by themselves. */
  Result runWarm(int rounds) throws Exception {
    return run(rounds, 0);
  }

  /** Runs one round, for what does not vary. */
  Result runOnce() throws Exception {
    return run(1, 0);
  }

  private Result run(int rounds, int warmUps) throws Exception {
    Map<Subject, double[]> figures = new LinkedHashMap<>();
    try {
      for (int round = -warmUps; round < rounds; round++) {
        for (Map.Entry<Subject, Trial> each : trials.entrySet()) {
          if (round < 0) {
            each.getValue().warmUp();
          } else {
            double figure = each.getValue().measure();
            figures.computeIfAbsent(each.getKey(), subject -> new double[rounds])[round] = figure;
          }
        }
      }
    } finally {
      trials.values().forEach(Trial::close);
    }
    return new Result(workload, unit, figures);
  }
}
