package dev.coffer.maintenance;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * The options of a recompression.
 *
 * @param untouchedFor the minimum time since the last write of a record or since a content was
 *     stored; more recent data is skipped
 * @param leastSaving the minimum saving for a frame to be replaced, in percent; 1 to 99. A large
 *     collection is skipped if a sample of it does not save as much
 * @param dictionariesFor the collections for which a better dictionary is looked for first: one
 *     that makes their values at least a tenth smaller. Others get a dictionary if they need one
 * @param upcasting whether values in the form of an older version of their type are rewritten in
 *     the newest form
 */
public record RecompressionPlan(
    Duration untouchedFor, int leastSaving, Set<String> dictionariesFor, boolean upcasting) {

  public RecompressionPlan {
    Objects.requireNonNull(untouchedFor, "The argument 'untouchedFor' is null.");
    Objects.requireNonNull(dictionariesFor, "The argument 'dictionariesFor' is null.");
    if (untouchedFor.isNegative()) {
      throw new IllegalArgumentException(
          "The minimum age of data is " + untouchedFor + "; use 0 or more.");
    }
    if (leastSaving < 1 || leastSaving > 99) {
      throw new IllegalArgumentException(
          "The minimum saving is " + leastSaving + " percent; use 1 to 99.");
    }
    dictionariesFor = Set.copyOf(dictionariesFor);
  }

  /**
   * The default plan: data not written for 7 days, a minimum saving of 5 percent, no better
   * dictionaries, and no rewriting of older forms.
   */
  public static RecompressionPlan defaults() {
    return new RecompressionPlan(Duration.ofDays(7), 5, Set.of(), false);
  }

  /** A copy with this minimum age of data; zero for all data. */
  public RecompressionPlan withUntouchedFor(Duration untouchedFor) {
    return new RecompressionPlan(untouchedFor, leastSaving, dictionariesFor, upcasting);
  }

  /** A copy with this minimum saving, in percent. */
  public RecompressionPlan withLeastSaving(int percent) {
    return new RecompressionPlan(untouchedFor, percent, dictionariesFor, upcasting);
  }

  /** A copy with dictionaries for these collections. */
  public RecompressionPlan withDictionariesFor(Collection<String> collections) {
    Objects.requireNonNull(collections, "The argument 'collections' is null.");
    return new RecompressionPlan(untouchedFor, leastSaving, Set.copyOf(collections), upcasting);
  }

  /**
   * A copy that rewrites values in the form of an older version of their type in the newest form,
   * or does not. It applies to the types that are registered with functions for older forms, see
   * {@code RecordStore.registerType}. Each run looks at all records of this age, because no index
   * has their types. A process that knows only the older version cannot read the rewritten values.
   */
  public RecompressionPlan withUpcasting(boolean upcasting) {
    return new RecompressionPlan(untouchedFor, leastSaving, dictionariesFor, upcasting);
  }

  /** Whether the reduction from one size to another is enough. */
  public boolean isWorth(long before, long after) {
    return 100L * after <= (100L - leastSaving) * before;
  }
}
