package dev.coffer.record;

import dev.coffer.content.ContentEngine;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;

/** Makes the writers of collections, and holds the parts that they share. Thread-safe. */
final class CollectionWriters {

  private final RecordWriter writer;
  private final LonePut single;
  private final ValueBytes values;
  private final RecordSettings settings;
  private final StatisticsRecorder statistics;

  /** Guesses whether the next put to a collection will create its records. */
  private final Forecast creation = new Forecast();

  CollectionWriters(
      RecordSettings settings,
      ContentEngine contents,
      Dictionaries dictionaries,
      RecordCache cache,
      ValueBytes values,
      StatisticsRecorder statistics) {
    InlineFrames frames = new InlineFrames(contents.frames(), dictionaries);
    this.writer = new RecordWriter(settings, contents, dictionaries, frames, cache);
    this.single = new LonePut(settings, contents, dictionaries, frames, cache);
    this.values = values;
    this.settings = settings;
    this.statistics = statistics;
  }

  /** The writer of a collection, whose name was checked, in these transactions. */
  RecordWrites of(Transactions transactions, String collection) {
    return new RecordWrites(
        transactions, collection, writer, single, values, creation, settings, statistics);
  }
}
