package dev.coffer.cli;

import dev.coffer.format.RawJson;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The record half of a trial. It stores every record and a share of the records a second time, and
 * reads all records back. It reads the sources again each time, so that memory holds one batch.
 */
final class TrialRecords {
  private static final int BATCH = 500;

  private final Console console;
  private final List<TrialSource> sources;
  private final List<List<Path>> files = new ArrayList<>();
  private final double repeat;
  private final Differences differences;

  /** The number of records; 0 until all were read once. */
  private long total;

  private final TrialTally tally = new TrialTally();

  TrialRecords(
      Console console,
      List<TrialSource> sources,
      double repeat,
      Differences differences,
      PassedOver passedOver)
      throws IOException {
    this.console = console;
    this.sources = List.copyOf(sources);
    for (TrialSource source : this.sources) {
      files.add(source.files(passedOver));
    }
    this.repeat = repeat;
    this.differences = differences;
  }

  /** The figures so far. */
  TrialTally tally() {
    return tally;
  }

  /** Stores every record, then a share of the records again. */
  void write(RecordStore records) throws IOException {
    inBatches(
        "records stored",
        (collection, batch) -> tally.storedFirst += put(records, collection, batch, true));
    if (tally.storedFirst == 0 && !sources.isEmpty()) {
      throw new RefusedException("no records were found in " + sources.get(0).path());
    }
    inBatches(
        "records checked again",
        (collection, batch) -> {
          batch.keySet().removeIf(key -> !isRepeated(Long.parseLong(key)));
          tally.storedAgain += put(records, collection, batch, false);
        });
  }

  /** Whether a record is stored twice. The share is spread evenly over all ordinals. */
  private boolean isRepeated(long ordinal) {
    return Math.floor(ordinal * repeat) > Math.floor((ordinal - 1) * repeat);
  }

  private long put(
      RecordStore records, String collection, Map<String, RawJson> batch, boolean first) {
    if (batch.isEmpty()) {
      return 0;
    }
    long start = System.nanoTime();
    Map<String, Put> puts = records.records(collection, RawJson.class).putAll(batch);
    tally.writing = tally.writing.plus(Duration.ofNanos(System.nanoTime() - start));
    PutOutcome expected = first ? PutOutcome.CREATED : PutOutcome.UNCHANGED;
    batch.forEach(
        (key, value) -> {
          tally.logicalBytes += utf8Length(value);
          Put put = puts.get(key);
          if (put == null || put.outcome() != expected) {
            differences.add(
                "record " + collection + "/" + key + ": " + put + " instead of " + expected);
          }
        });
    return batch.size();
  }

  /** Reads and compares every record, a few hundred in each call. */
  void readBatches(RecordStore records) throws IOException {
    tally.readingBatches = read(records, (repository, keys) -> repository.getAll(keys));
  }

  /** Reads and compares every record, with one call for each. Returns the time of the reads. */
  Duration readSingly(RecordStore records) throws IOException {
    return read(
        records,
        (repository, keys) -> {
          Map<String, RawJson> found = new HashMap<>();
          keys.forEach(key -> repository.get(key).ifPresent(value -> found.put(key, value)));
          return found;
        });
  }

  /** A method of reading the records under some keys. */
  private interface Reading {
    Map<String, RawJson> read(RecordRepository<RawJson, String> repository, Set<String> keys);
  }

  private Duration read(RecordStore records, Reading reading) throws IOException {
    long[] nanos = {0};
    tally.readCount = 0;
    tally.readBytes = 0;
    inBatches(
        "records read",
        (collection, batch) -> {
          RecordRepository<RawJson, String> repository = records.records(collection, RawJson.class);
          long start = System.nanoTime();
          Map<String, RawJson> found = reading.read(repository, batch.keySet());
          nanos[0] += System.nanoTime() - start;
          batch.forEach((key, value) -> compare(collection, key, value, found));
        });
    return Duration.ofNanos(nanos[0]);
  }

  private void compare(String collection, String key, RawJson given, Map<String, RawJson> found) {
    tally.readCount++;
    tally.readBytes += utf8Length(given);
    if (!given.equals(found.get(key))) {
      String what = found.containsKey(key) ? "came back changed" : "is lost";
      differences.add("record " + collection + "/" + key + " " + what);
    }
  }

  /** An action on a batch of records of one collection, by key. */
  private interface BatchAction {
    void take(String collection, Map<String, RawJson> batch);
  }

  private void inBatches(String unit, BatchAction action) throws IOException {
    try (Progress progress = new Progress(console, unit)) {
      long[] count = {0};
      inBatches(
          (collection, batch) -> {
            count[0] += batch.size();
            action.take(collection, batch);
            progress.at(count[0], count[0], total);
          });
      total = count[0];
    }
  }

  private void inBatches(BatchAction action) throws IOException {
    Map<String, long[]> ordinals = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      TrialSource source = sources.get(i);
      long[] ordinal = ordinals.computeIfAbsent(source.collection(), name -> new long[1]);
      Map<String, RawJson> batch = new LinkedHashMap<>();
      for (Path file : files.get(i)) {
        source.forEach(
            console,
            file,
            value -> {
              batch.put(Long.toString(++ordinal[0]), value);
              if (batch.size() == BATCH) {
                action.take(source.collection(), batch);
                batch.clear();
              }
            });
      }
      if (!batch.isEmpty()) {
        action.take(source.collection(), batch);
      }
    }
  }

  private static long utf8Length(RawJson value) {
    return value.text().getBytes(StandardCharsets.UTF_8).length;
  }
}
