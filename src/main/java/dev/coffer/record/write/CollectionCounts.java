package dev.coffer.record.write;

import dev.coffer.dictionary.BulkTraining;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Put;
import dev.coffer.stats.recorder.StatisticsRecorder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts the records that were written to one collection, for the statistics and for the training
 * of its dictionary. Thread-safe.
 */
final class CollectionCounts {

  private final String collection;
  private final StatisticsRecorder statistics;
  private final InlineLimit limit;
  private final BulkTraining training;

  CollectionCounts(
      String collection, StatisticsRecorder statistics, InlineLimit limit, BulkTraining training) {
    this.collection = collection;
    this.statistics = statistics;
    this.limit = limit;
    this.training = training;
  }

  void put(Draft draft, Put put) {
    WriteCounts counts = new WriteCounts(statistics, limit);
    counts.add(draft, put);
    record(counts, 1);
  }

  void puts(List<Draft> drafts, Map<String, Put> puts) {
    WriteCounts counts = new WriteCounts(statistics, limit);
    drafts.forEach(draft -> counts.add(draft, Objects.requireNonNull(puts.get(draft.key()))));
    record(counts, drafts.size());
  }

  /** Counts those of these puts whose condition held. */
  void conditionals(List<Draft> drafts, Map<String, ConditionalPut> results) {
    WriteCounts counts = new WriteCounts(statistics, limit);
    for (Draft draft : drafts) {
      if (results.get(draft.key()) instanceof ConditionalPut.Done done) {
        counts.add(draft, done.put());
      }
    }
    record(counts, drafts.size());
  }

  private void record(WriteCounts counts, int written) {
    counts.record();
    training.wrote(collection, written);
  }
}
