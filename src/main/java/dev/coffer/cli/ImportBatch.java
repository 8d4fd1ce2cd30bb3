package dev.coffer.cli;

import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordStore;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers values and stores some hundred at a time, each batch all or none. */
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

  /** Gathers a value. Of two values under one key the later one replaces the earlier one. */
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

  /** Stores what was gathered. */
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

  /** How many values were stored. */
  long stored() {
    return stored;
  }

  /** How many of them had this outcome. */
  long count(PutOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }
}
