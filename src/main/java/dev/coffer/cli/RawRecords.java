package dev.coffer.cli;

import dev.coffer.api.RecordTypeException;
import dev.coffer.format.RawJson;
import dev.coffer.record.Expiry;
import dev.coffer.record.Page;
import dev.coffer.record.Put;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.StoredValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The records of a collection as they are stored, regardless of the application's types. Every
 * value can be read as bytes, and every value of another type than bytes can be read as JSON.
 */
final class RawRecords {
  private static final int PAGE = 500;

  private final String collection;
  private final RecordRepository<RawJson, String> texts;
  private final RecordRepository<byte[], String> bytes;

  RawRecords(RecordStore records, String collection) {
    this.collection = collection;
    this.texts = records.records(collection, RawJson.class);
    this.bytes = records.records(collection, byte[].class);
  }

  /** The record under a key. */
  Optional<StoredValue<RawValue, String>> find(String key) {
    try {
      return texts.find(key).map(found -> withValue(found, new RawValue.Text(found.value())));
    } catch (RecordTypeException notJson) {
      return bytes.find(key).map(found -> withValue(found, new RawValue.Bytes(found.value())));
    }
  }

  /** Processes all records in key order, page by page. */
  void forEach(EntryAction action) throws IOException {
    String after = null;
    do {
      Page<RawValue, String> page = page(after);
      for (StoredValue<RawValue, String> record : page.records()) {
        action.take(record.key(), record.value());
      }
      after = page.last();
    } while (after != null);
  }

  /** An action on a key and its value. */
  interface EntryAction {
    void take(String key, RawValue value) throws IOException;
  }

  private Page<RawValue, String> page(@Nullable String after) {
    try {
      Page<RawJson, String> page = texts.page(Range.all(), after, PAGE);
      return mapped(page, record -> Optional.of(new RawValue.Text(record.value())));
    } catch (RecordTypeException notAllJson) {
      return mapped(
          bytes.page(Range.all(), after, PAGE),
          record -> find(record.key()).map(StoredValue::value));
    }
  }

  private static <T> Page<RawValue, String> mapped(
      Page<T, String> page, Function<StoredValue<T, String>, Optional<RawValue>> value) {
    List<StoredValue<RawValue, String>> records = new ArrayList<>();
    for (StoredValue<T, String> record : page.records()) {
      // Skips a record that was deleted after the page was read.
      value.apply(record).ifPresent(found -> records.add(withValue(record, found)));
    }
    return new Page<>(records, page.last());
  }

  private static StoredValue<RawValue, String> withValue(
      StoredValue<?, String> record, RawValue value) {
    return new StoredValue<>(
        record.key(),
        value,
        record.version(),
        record.createdAt(),
        record.updatedAt(),
        record.expiresAt(),
        record.timeToLive(),
        record.size());
  }

  /** Deletes a record. Returns whether it existed. */
  boolean delete(String key) {
    return bytes.delete(key);
  }

  /** Deletes the records of a range. Returns their number. */
  long deleteRange(Range<String> range) {
    return bytes.deleteRange(range);
  }

  /** Inserts or replaces a record. */
  Put put(String key, RawValue value, Expiry expiry) {
    return value instanceof RawValue.Text text
        ? texts.put(key, text.json(), expiry)
        : bytes.put(key, value.bytes(), expiry);
  }

  /** Changes the expiry of a record. Returns whether it exists. */
  boolean touch(String key, Expiry expiry) {
    return bytes.touch(key, expiry);
  }

  /** Gives a record another key. Returns whether it existed. */
  boolean rename(String key, String newKey) {
    return bytes.rename(key, newKey);
  }

  /** Whether the collection has no records. */
  boolean isEmpty() {
    return bytes.keys(Range.all()).findFirst().isEmpty();
  }

  /** The error for a collection without records. */
  RefusedException absent() {
    return new RefusedException(
        "no collection '" + collection + "' exists; 'collections' lists the existing ones");
  }

  /** The number of records. */
  long count() {
    return count(Range.all());
  }

  /** The number of records of a range. */
  long count(Range<String> range) {
    return bytes.count(range);
  }
}
