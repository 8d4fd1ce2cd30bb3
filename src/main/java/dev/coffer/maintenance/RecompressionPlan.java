package dev.coffer.maintenance;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * What a recompression is to do.
 *
 * @param untouchedFor how long a record must not have been written, and a content have been stored,
 *     to be compressed anew
 * @param leastSaving how much smaller a frame must become to be replaced, in percent; 1 to 99. A
 *     large collection is left alone if a sample of it would not become as much smaller
 * @param dictionariesFor collections that get a dictionary first where one would make their values
 *     a tenth smaller at least. It holds pieces of those values
 */
public record RecompressionPlan(
    Duration untouchedFor, int leastSaving, Set<String> dictionariesFor) {

  public RecompressionPlan {
    Objects.requireNonNull(untouchedFor, "The argument 'untouchedFor' is null.");
    Objects.requireNonNull(dictionariesFor, "The argument 'dictionariesFor' is null.");
    if (untouchedFor.isNegative()) {
      throw new IllegalArgumentException(
          "What is " + untouchedFor + " old is not written yet; use 0 or more.");
    }
    if (leastSaving < 1 || leastSaving > 99) {
      throw new IllegalArgumentException(
          "The least saving is " + leastSaving + " percent; use 1 to 99.");
    }
    dictionariesFor = Set.copyOf(dictionariesFor);
  }

  /** What nobody wrote for 7 days, where it saves 5 percent; no new dictionaries. */
  public static RecompressionPlan defaults() {
    return new RecompressionPlan(Duration.ofDays(7), 5, Set.of());
  }

  /** The same for what nobody wrote for another time; zero for everything. */
  public RecompressionPlan withUntouchedFor(Duration untouchedFor) {
    return new RecompressionPlan(untouchedFor, leastSaving, dictionariesFor);
  }

  /** The same with another least saving, in percent. */
  public RecompressionPlan withLeastSaving(int percent) {
    return new RecompressionPlan(untouchedFor, percent, dictionariesFor);
  }

  /** The same with dictionaries for these collections. */
  public RecompressionPlan withDictionariesFor(Collection<String> collections) {
    Objects.requireNonNull(collections, "The argument 'collections' is null.");
    return new RecompressionPlan(untouchedFor, leastSaving, Set.copyOf(collections));
  }

  /** Whether so many bytes in the place of those before save enough. */
  public boolean isWorth(long before, long after) {
    return 100L * after <= (100L - leastSaving) * before;
  }
}
