package dev.coffer.record.write;

import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.RecordReferences;
import dev.coffer.record.row.RecordStatements;
import dev.coffer.record.row.ValueReferences;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes several records, each under its own condition, inside a unit of work. Thread-safe.
 *
 * <p>Contents are stored and locked first, as by {@link RecordWriter}. A record that a plain read
 * found is then locked before it is written, so that its condition holds until the end. A record
 * that the read did not find has no row to lock. It is inserted by a statement that inserts nothing
 * if another transaction was faster.
 */
final class ConditionalBatch {

  private final RecordWriter writer;
  private final ConditionalWriter conditional;
  private final RecordCache cache;

  ConditionalBatch(RecordWriter writer, ConditionalWriter conditional, RecordCache cache) {
    this.writer = writer;
    this.conditional = conditional;
    this.cache = cache;
  }

  /**
   * Writes these records, which must be sorted by key and have distinct keys.
   *
   * @param expected the required version of each record; 0 if there must be no record
   */
  Map<String, ConditionalPut> putAll(
      UnitOfWork unit,
      String collection,
      List<Draft> drafts,
      Expiry expiry,
      Function<String, Long> expected)
      throws SQLException {
    return new Run(unit, collection, expiry, expected).putAll(drafts);
  }

  /** One batch. Not thread-safe. */
  private final class Run {
    private final UnitOfWork unit;
    private final String collection;
    private final Expiry expiry;
    private final Function<String, Long> expected;
    private final Map<String, ConditionalPut> results = new HashMap<>();

    /** The rows that are locked, by key. */
    private final Map<String, ExistingRecord.Locked> locked = new HashMap<>();

    Run(UnitOfWork unit, String collection, Expiry expiry, Function<String, Long> expected) {
      this.unit = unit;
      this.collection = collection;
      this.expiry = expiry;
      this.expected = expected;
    }

    Map<String, ConditionalPut> putAll(List<Draft> drafts) throws SQLException {
      Map<String, ExistingRecord> existing =
          ExistingRecord.read(unit, collection, keys(drafts, Draft::key));
      List<Draft> promising = promising(drafts, existing);
      List<Draft> equal = writer.equal(unit, collection, inForce(promising, existing), existing);
      List<RecordStatements.Row> rows =
          writer.rows(unit, collection, RecordWriter.without(equal, promising));
      keep(equal, existing);
      lock(keys(rows, RecordStatements.Row::key).stream().filter(existing::containsKey).toList());
      write(rows, existing, drafts);
      return results;
    }

    private <E> List<String> keys(List<E> some, Function<E, String> key) {
      return some.stream().map(key).toList();
    }

    private void lock(List<String> keys) throws SQLException {
      List<String> open = keys.stream().filter(key -> !locked.containsKey(key)).toList();
      if (!open.isEmpty()) {
        locked.putAll(ExistingRecord.lock(unit, collection, open));
      }
    }

    /**
     * The drafts whose conditions held when their records were read; refuses the others. A host's
     * snapshot may be old, so only the locked row may justify a refusal there.
     */
    private List<Draft> promising(List<Draft> drafts, Map<String, ExistingRecord> existing)
        throws SQLException {
      Set<String> failed = new LinkedHashSet<>();
      for (Draft draft : drafts) {
        String key = draft.key();
        if (!isAsExpected(key, ExistingRecord.Locked.of(existing.get(key)))) {
          failed.add(key);
        }
      }
      if (unit.joinsHost()) {
        lock(List.copyOf(failed));
      }
      List<Draft> promising = new ArrayList<>();
      for (Draft draft : drafts) {
        String key = draft.key();
        ExistingRecord.Locked now =
            unit.joinsHost() ? locked.get(key) : ExistingRecord.Locked.of(existing.get(key));
        if (!failed.contains(key) || isAsExpected(key, now)) {
          promising.add(draft);
        } else {
          refuse(key, now);
        }
      }
      return promising;
    }

    /** The drafts whose records exist at the required version, according to the plain read. */
    private List<Draft> inForce(List<Draft> promising, Map<String, ExistingRecord> existing) {
      return promising.stream()
          .filter(
              draft -> {
                ExistingRecord before = existing.get(draft.key());
                return before != null && before.isAt(expected.apply(draft.key()));
              })
          .toList();
    }

    private boolean isAsExpected(String key, ExistingRecord.@Nullable Locked now) {
      long version = expected.apply(key);
      boolean absent = now == null || !now.alive();
      return version == ConditionalWriter.ABSENT ? absent : now != null && now.isAt(version);
    }

    private void refuse(String key, ExistingRecord.@Nullable Locked now) {
      results.put(key, conditional.refused(collection, key, now));
    }

    /** Keeps the records that hold equal values, and refuses those that have changed since. */
    private void keep(List<Draft> equal, Map<String, ExistingRecord> existing) throws SQLException {
      Map<String, Put> kept = writer.keep(unit, collection, equal, expiry, existing);
      kept.forEach(
          (key, put) -> {
            cache.versionSeen(collection, key, put.version());
            results.put(key, new ConditionalPut.Done(put));
          });
      List<String> changed =
          keys(equal, Draft::key).stream().filter(key -> !kept.containsKey(key)).toList();
      lock(changed);
      changed.forEach(key -> refuse(key, locked.get(key)));
    }

    private void write(
        List<RecordStatements.Row> rows, Map<String, ExistingRecord> existing, List<Draft> drafts)
        throws SQLException {
      List<RecordStatements.Row> upserted = new ArrayList<>();
      List<RecordStatements.Row> inserted = new ArrayList<>();
      for (RecordStatements.Row row : rows) {
        ExistingRecord.Locked now = locked.get(row.key());
        if (!isAsExpected(row.key(), now)) {
          refuse(row.key(), now);
        } else {
          (now == null ? inserted : upserted).add(row);
        }
      }
      List<RecordStatements.Row> written = new ArrayList<>(upserted);
      written.addAll(inserted);
      if (written.isEmpty()) {
        return;
      }
      cache.beforeWrite(unit, collection, keys(written, RecordStatements.Row::key));
      Map<String, RecordStatements.Upserted> puts =
          RecordStatements.upsert(unit, collection, upserted, expiry, existing.keySet());
      puts.forEach((key, put) -> results.put(key, new ConditionalPut.Done(put.put())));
      RecordWriter.complete(unit, collection, upserted, existing, puts);
      insert(inserted, drafts);
    }

    private void insert(List<RecordStatements.Row> rows, List<Draft> drafts) throws SQLException {
      List<RecordStatements.Row> inserted = new ArrayList<>();
      Set<String> overtaken = new HashSet<>();
      for (RecordStatements.Row row : rows) {
        Put created = RecordStatements.insertIfAbsent(unit, collection, row, expiry);
        if (created == null) {
          overtaken.add(row.key());
        } else {
          inserted.add(row);
          results.put(row.key(), new ConditionalPut.Done(created));
        }
      }
      RecordReferences.upsert(unit, collection, inserted);
      ValueReferences.insert(unit, collection, inserted);
      RecordWriter.addExpiries(unit, collection, inserted, expiry);
      for (Draft draft : drafts) {
        if (overtaken.contains(draft.key())) {
          results.put(draft.key(), conditional.putIfAbsent(unit, collection, draft, expiry));
        }
      }
    }
  }
}
