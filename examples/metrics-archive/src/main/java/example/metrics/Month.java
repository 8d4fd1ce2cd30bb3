package example.metrics;

import java.util.DoubleSummaryStatistics;

/** What is left of a month for good: its extremes, its mean, and how many days it was made from. */
public record Month(double least, double most, double mean, int days) {

  static Month of(DoubleSummaryStatistics readings, int days) {
    return new Month(readings.getMin(), readings.getMax(), readings.getAverage(), days);
  }
}
