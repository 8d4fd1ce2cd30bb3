package dev.coffer.cli;

import dev.coffer.stats.CacheTier;
import dev.coffer.stats.Statistics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The figures of one half of a trial: its records or its files. */
final class TrialTally {
  long storedFirst;
  long storedAgain;
  long logicalBytes;
  long uniqueBytes;
  long storedBytes;
  long readCount;
  long readBytes;
  Duration writing = Duration.ZERO;
  Duration readingBatches = Duration.ZERO;
  Duration readingSingly = Duration.ZERO;
  Duration readingAgain = Duration.ZERO;
  private final Map<CacheTier, Long> reads = new EnumMap<>(CacheTier.class);

  /** Adds the reads between two snapshots of the statistics. */
  void addReads(Statistics before, Statistics after) {
    for (CacheTier tier : CacheTier.values()) {
      long more = after.reads().getOrDefault(tier, 0L) - before.reads().getOrDefault(tier, 0L);
      reads.merge(tier, more, Long::sum);
    }
  }

  /** The number of reads answered by this tier. */
  long reads(CacheTier tier) {
    return reads.getOrDefault(tier, 0L);
  }

  /** The number of stores; items stored twice count twice. */
  long stored() {
    return storedFirst + storedAgain;
  }

  /** The sum of both halves. */
  static TrialTally sum(TrialTally one, TrialTally other) {
    TrialTally sum = new TrialTally();
    sum.storedFirst = one.storedFirst + other.storedFirst;
    sum.storedAgain = one.storedAgain + other.storedAgain;
    sum.logicalBytes = one.logicalBytes + other.logicalBytes;
    sum.uniqueBytes = one.uniqueBytes + other.uniqueBytes;
    sum.storedBytes = one.storedBytes + other.storedBytes;
    sum.readCount = one.readCount + other.readCount;
    sum.readBytes = one.readBytes + other.readBytes;
    sum.writing = one.writing.plus(other.writing);
    sum.readingBatches = one.readingBatches.plus(other.readingBatches);
    sum.readingSingly = one.readingSingly.plus(other.readingSingly);
    sum.readingAgain = one.readingAgain.plus(other.readingAgain);
    for (CacheTier tier : CacheTier.values()) {
      sum.reads.put(tier, one.reads(tier) + other.reads(tier));
    }
    return sum;
  }
}
