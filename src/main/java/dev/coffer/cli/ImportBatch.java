package dev.coffer.cli;

import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordStore;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects values and stores them in batches of a few hundred, each all or none. */
final class ImportBatch {
  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 4L << 20;

  private final RecordStore records;
  private final String collection;
  private final Map<String, Object> gathered = new LinkedHashMap<>();
  private final Map<PutOutcome, Long> outcomes = new EnumMap<>(PutOutcome.class);
  private long gatheredBytes;
  private long stored;

  ImportBatch(RecordStore records, String collection) {
    this.records = records;
    this.collection = collection;
  }

  /** Adds a value. A later value under the same key replaces an earlier one. */
  void add(String key, RawValue value) {
    if (gathered.containsKey(key)) {
      flush();
    }
    gathered.put(key, value.asStored());
    gatheredBytes += value.length();
    if (gathered.size() >= MOST_RECORDS || gatheredBytes >= MOST_BYTES) {
      flush();
    }
  }

  /** Stores the collected values. */
  void flush() {
    if (gathered.isEmpty()) {
      return;
    }
    Map<String, Put> puts = records.storeBatch(collection, gathered);
    puts.values().forEach(put -> outcomes.merge(put.outcome(), 1L, Long::sum));
    stored += gathered.size();
    gathered.clear();
    gatheredBytes = 0;
  }

  /** The number of stored values. */
  long stored() {
    return stored;
  }

  /** The number of stored values with this outcome. */
  long count(PutOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }
}
