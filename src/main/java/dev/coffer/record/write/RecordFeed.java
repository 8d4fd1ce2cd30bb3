package dev.coffer.record.write;

import dev.coffer.change.ChangeFeed;
import dev.coffer.host.RecordChange;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners the changes of one collection. It derives the versions from the results of the
 * writes: a replaced record had the version before its new one. Thread-safe.
 */
final class RecordFeed {

  private final ChangeFeed feed;
  private final String collection;

  RecordFeed(ChangeFeed feed, String collection) {
    this.feed = feed;
    this.collection = collection;
  }

  /** A write inside a unit of work. */
  @FunctionalInterface
  interface Write<R> {
    R run() throws SQLException;
  }

  /** Whether there are no listeners; see {@link ChangeFeed#isSilent()}. */
  boolean isSilent() {
    return feed.isSilent();
  }

  Optional<Put> put(UnitOfWork unit, String key, Write<Optional<Put>> write) throws SQLException {
    return feed.run(
        unit,
        collection,
        List.of(key),
        each -> write.run(),
        put -> put.map(done -> changes(Map.of(key, done))).orElse(List.of()));
  }

  Map<String, Put> puts(UnitOfWork unit, List<Draft> drafts, Write<Map<String, Put>> write)
      throws SQLException {
    return isSilent()
        ? write.run()
        : feed.run(unit, collection, keys(drafts), each -> write.run(), this::changes);
  }

  ConditionalPut conditional(UnitOfWork unit, String key, Write<ConditionalPut> write)
      throws SQLException {
    return isSilent()
        ? write.run()
        : feed.run(
            unit,
            collection,
            List.of(key),
            each -> write.run(),
            put -> conditionalChanges(Map.of(key, put)));
  }

  Map<String, ConditionalPut> conditionals(
      UnitOfWork unit, List<Draft> drafts, Write<Map<String, ConditionalPut>> write)
      throws SQLException {
    return isSilent()
        ? write.run()
        : feed.run(unit, collection, keys(drafts), each -> write.run(), this::conditionalChanges);
  }

  boolean delete(UnitOfWork unit, String key, long version, Write<Boolean> write)
      throws SQLException {
    return feed.run(
        unit,
        collection,
        List.of(key),
        each -> write.run(),
        deleted -> deleted ? List.of(change(key, version, 0)) : List.of());
  }

  /**
   * Runs a delete.
   *
   * @param write deletes records and returns their versions
   */
  Map<String, Long> deletes(UnitOfWork unit, List<String> keys, Write<Map<String, Long>> write)
      throws SQLException {
    return feed.run(
        unit,
        collection,
        keys,
        each -> write.run(),
        deleted ->
            keys.stream()
                .filter(deleted::containsKey)
                .map(key -> change(key, Objects.requireNonNull(deleted.get(key)), 0))
                .toList());
  }

  /**
   * Runs a rename.
   *
   * @param write renames the record and returns its version before; empty if there was no record
   */
  boolean rename(UnitOfWork unit, String key, String newKey, Write<Optional<Long>> write)
      throws SQLException {
    return feed.run(
            unit,
            collection,
            List.of(key, newKey),
            each -> write.run(),
            before ->
                before.isEmpty()
                    ? List.of()
                    : List.of(
                        change(key, before.get(), 0), change(newKey, 0, versionOf(unit, newKey))))
        .isPresent();
  }

  /** The version of a record that this transaction has written. */
  private long versionOf(UnitOfWork unit, String key) throws SQLException {
    ExistingRecord.@Nullable Locked row =
        ExistingRecord.lock(unit, collection, List.of(key)).get(key);
    return Objects.requireNonNull(row, key).version();
  }

  private static List<String> keys(List<Draft> drafts) {
    return drafts.stream().map(Draft::key).toList();
  }

  private List<RecordChange> conditionalChanges(Map<String, ConditionalPut> results) {
    List<RecordChange> changes = new ArrayList<>();
    results.forEach(
        (key, result) -> {
          if (result instanceof ConditionalPut.Done done) {
            changes.addAll(changes(Map.of(key, done.put())));
          }
        });
    return changes;
  }

  private List<RecordChange> changes(Map<String, Put> puts) {
    List<RecordChange> changes = new ArrayList<>();
    puts.forEach(
        (key, put) -> {
          if (put.outcome() != PutOutcome.UNCHANGED) {
            boolean created = put.outcome() == PutOutcome.CREATED;
            changes.add(change(key, created ? 0 : put.version() - 1, put.version()));
          }
        });
    return changes;
  }

  private RecordChange change(String key, long oldVersion, long newVersion) {
    return new RecordChange(collection, key, oldVersion, newVersion);
  }
}
