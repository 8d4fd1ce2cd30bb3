package dev.coffer.content.read;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedContentException;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;

/**
 * The reports of a read of a content: the number of returned bytes, and the damage that it found.
 */
final class ReadEvents {
  private final ContentHash hash;
  private final Transactions transactions;
  private final DamagedContents damaged;
  private final StatisticsRecorder statistics;

  ReadEvents(
      ContentHash hash,
      Transactions transactions,
      DamagedContents damaged,
      StatisticsRecorder statistics) {
    this.hash = hash;
    this.transactions = transactions;
    this.damaged = damaged;
    this.statistics = statistics;
  }

  void read(long rawBytes) {
    statistics.contentRead(rawBytes);
    statistics.answered(CacheTier.DATABASE, 1);
  }

  /** Records damage, outside of any unit of work, and returns the exception to throw. */
  DamagedContentException damaged(DamageFound damage) {
    damaged.add(transactions, damage.contentIds());
    return exception(hash, damage);
  }

  static DamagedContentException exception(ContentHash hash, DamageFound damage) {
    String how = String.valueOf(damage.getMessage());
    return new DamagedContentException(
        hash,
        "The content "
            + hash
            + " is damaged: "
            + (how.endsWith(".") ? how.substring(0, how.length() - 1) : how)
            + ". Store the same bytes again to heal it.",
        damage);
  }
}
