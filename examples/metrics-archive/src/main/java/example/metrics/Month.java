package example.metrics;

import java.util.DoubleSummaryStatistics;

/** The permanent summary of a month: its extremes, its mean, and the number of its days. */
public record Month(double least, double most, double mean, int days) {

  static Month of(DoubleSummaryStatistics readings, int days) {
    return new Month(readings.getMin(), readings.getMax(), readings.getAverage(), days);
  }
}
