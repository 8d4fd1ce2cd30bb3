package dev.coffer.bench.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The result of one workload: a figure for each subject and round.
 *
 * @param workload the name of the workload
 * @param unit the unit of the figures
 * @param rounds the figures of each subject, one a round, in the order of rounds
 */
public record Result(String workload, Unit unit, Map<Subject, double[]> rounds) {

  public Result {
    rounds = new LinkedHashMap<>(rounds);
  }

  /** The contestants. */
  public Set<Subject> subjects() {
    return rounds.keySet();
  }

  /** The median figure of a subject. */
  public double median(Subject subject) {
    return median(figures(subject));
  }

  /** The ratio of two subjects: the median of the ratios of the rounds. More is better. */
  public double ratio(Subject subject, Subject beside) {
    double[] own = figures(subject);
    double[] others = figures(beside);
    double[] ratios = new double[own.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = unit.lessIsBetter() ? others[i] / own[i] : own[i] / others[i];
    }
    return median(ratios);
  }

  private double[] figures(Subject subject) {
    return Objects.requireNonNull(rounds.get(subject), () -> subject + " took no part");
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
