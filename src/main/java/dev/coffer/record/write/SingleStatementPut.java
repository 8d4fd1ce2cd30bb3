package dev.coffer.record.write;

import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.Frames;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.ReturningRecordSql;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.cache.NodeMemory;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.ExpiryStatements;
import dev.coffer.record.row.NeededDictionary;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.RecordStatements;
import dev.coffer.record.row.ReplaceStatements;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A put of one record by one or two statements, each of which may be committed by itself.
 * Thread-safe.
 *
 * <p>This suffices if one row holds the value. An upsert adds one to the version that it finds, so
 * the query before it only decides whether there is anything to write. An insert that finds an
 * existing row has written nothing. A value that becomes a content or was one, a value that refers
 * or referred to contents, and an equal value with another expiry, need locks and so a transaction.
 * A record that begins to expire needs one because it gets a row in {@code coffer_record_expiry}.
 * (If another writer puts a content or a reference between the query and the upsert, its reference
 * remains. It keeps that content until a later put replaces the reference, or the record is
 * deleted.)
 */
final class SingleStatementPut {

  private final InlineLimit limit;
  private final ContentEngine contents;
  private final Dictionaries dictionaries;
  private final InlineFrameEncoders inlineFrames;
  private final RecordCache cached;

  SingleStatementPut(
      InlineLimit limit,
      ContentEngine contents,
      Dictionaries dictionaries,
      InlineFrameEncoders inlineFrames,
      RecordCache cached) {
    this.limit = limit;
    this.contents = contents;
    this.dictionaries = dictionaries;
    this.inlineFrames = inlineFrames;
    this.cached = cached;
  }

  /** Whether an attempt may succeed. Only the frame shows whether a value is kept in its record. */
  boolean mayApply(Draft draft) {
    return limit.mayFit(draft.size()) && draft.hashes().isEmpty();
  }

  /**
   * A put that was made.
   *
   * @param mayLackRow whether the row in {@code coffer_record_expiry} may be missing or due too
   *     late, so that {@link dev.coffer.record.row.ExpiryRows#add} must follow in a transaction
   */
  record Made(Put put, boolean mayLackRow) {}

  /**
   * Inserts or replaces a record.
   *
   * @param expectNew whether to insert first, and to query only if the insert failed
   * @param whole whether the work of the unit is one transaction
   * @return the result; null, with nothing written, if the put requires a transaction
   */
  @Nullable Made put(
      UnitOfWork unit,
      String collection,
      Draft draft,
      Expiry expiry,
      boolean expectNew,
      boolean whole)
      throws SQLException {
    List<String> key = List.of(draft.key());
    RecordRow known = cached.certain(collection, draft.key());
    boolean differs = known != null && !draft.isValueOf(known);
    boolean expires = expiry.timeToLive().isPresent();
    if (expectNew && !differs && (whole || !expires)) {
      Writing writing = writing(unit, collection, draft);
      if (writing == null) {
        return null;
      }
      // The row that the insert leaves is unknown, because the statement does not return its times.
      var unused = cached.beforePut(unit, collection, draft.key());
      Put created =
          RecordStatements.insertIfAbsent(unit, collection, writing.row, expiry, writing.needed);
      if (created != null) {
        if (expires) {
          ExpiryStatements.addRows(unit, collection, key);
        }
        return new Made(created, false);
      }
    }
    ExistingRecord before =
        differs && !expires ? null : ExistingRecord.read(unit, collection, key).get(draft.key());
    if (expires && !whole && (before == null || before.expiresAt() == null)) {
      return null;
    }
    if (before != null && (before.frame() == null || before.refers())) {
      return null;
    }
    if (before != null && draft.isHeldBy(before, contents, dictionaries.of(unit, collection))) {
      if (before.isMovedBy(expiry)) {
        return null;
      }
      cached.versionSeen(collection, draft.key(), before.version());
      return new Made(new Put(PutOutcome.UNCHANGED, before.version()), false);
    }
    Writing writing = writing(unit, collection, draft);
    if (writing == null) {
      return null;
    }
    NodeMemory.OnePut memory = cached.beforePut(unit, collection, draft.key());
    if (known != null
        && differs
        && !expires
        && writing.needed == null
        && ReplaceStatements.canReplaceLasting(unit.dialect())) {
      RecordStamp after =
          ReplaceStatements.replaceLasting(unit, collection, writing.row, known.stamp());
      if (after != null) {
        memory.wrote(draft.written(after));
        return new Made(new Put(PutOutcome.REPLACED, after.version()), false);
      }
    }
    RecordStatements.Upserted upserted =
        RecordStatements.upsert(
            unit, collection, writing.row, expiry, writing.needed, differs || before != null);
    if (upserted == null) {
      dictionaries.forgetInForce();
      return null;
    }
    memory.wrote(draft.written(upserted.stamp()));
    boolean mayLackRow = expires && ExpiryStatements.mayLackRow(before, upserted.stamp());
    if (mayLackRow && whole) {
      ExpiryStatements.addRows(unit, collection, key);
    }
    return new Made(upserted.put(), mayLackRow && !whole);
  }

  /**
   * Replaces the value of a live record, if it is at this version.
   *
   * @return the result; null, with nothing written, if the record is not at this version, or if the
   *     put requires a transaction
   */
  @Nullable Put replace(
      UnitOfWork unit, String collection, Draft draft, Expiry expiry, long expectedVersion)
      throws SQLException {
    RecordRow known = cached.certain(collection, draft.key());
    boolean differs =
        known == null
            ? readsAnother(unit, collection, draft, expectedVersion)
            : known.version() == expectedVersion && !draft.isValueOf(known);
    Writing writing = differs ? writing(unit, collection, draft) : null;
    if (writing == null || writing.needed != null) {
      return null;
    }
    NodeMemory.OnePut memory = cached.beforePut(unit, collection, draft.key());
    if (known != null && ReplaceStatements.canReplaceLasting(unit.dialect())) {
      RecordStamp after =
          ReplaceStatements.replaceLasting(unit, collection, writing.row, known.stamp());
      if (after != null) {
        memory.wrote(draft.written(after));
      }
      return after == null ? null : new Put(PutOutcome.REPLACED, after.version());
    }
    ReplaceStatements.Replaced replaced =
        ReplaceStatements.replace(unit, collection, writing.row, expiry, expectedVersion);
    if (replaced == null) {
      return null;
    }
    if (replaced.stamp() != null) {
      memory.wrote(draft.written(replaced.stamp()));
    }
    return new Put(PutOutcome.REPLACED, expectedVersion + 1);
  }

  /** Whether a read shows a record at this version with another value, both in one row. */
  private boolean readsAnother(UnitOfWork unit, String collection, Draft draft, long version)
      throws SQLException {
    ExistingRecord before =
        ExistingRecord.read(unit, collection, List.of(draft.key())).get(draft.key());
    return before != null
        && before.isAt(version)
        && before.frame() != null
        && !before.refers()
        && !draft.isHeldBy(before, contents, dictionaries.of(unit, collection));
  }

  /**
   * A row to write.
   *
   * @param needed the dictionary that the statement must claim; null if there is none
   */
  private record Writing(RecordStatements.Row row, @Nullable NeededDictionary needed) {}

  /** The row; null if no single statement can write it. */
  private @Nullable Writing writing(UnitOfWork unit, String collection, Draft draft)
      throws SQLException {
    InlineFrameEncoders.Encoder encoder = inlineFrames.unclaimed(unit, collection);
    Dictionary dictionary = encoder.dictionary();
    boolean claimed =
        dictionary != null && dictionaries.claimsWithoutLock(unit, collection, dictionary);
    if (claimed) {
      encoder = inlineFrames.of(unit, collection);
    }
    byte[] frame = draft.inlineFrame(limit, encoder);
    if (frame == null) {
      return null;
    }
    RecordStatements.Row row = draft.row(frame, null, Map.of());
    String id = claimed ? null : Frames.dictionary(frame);
    if (id == null) {
      return new Writing(row, null);
    }
    return unit.dialect().recordSql() instanceof ReturningRecordSql sql
            && sql.upsertRecordWithDictionary(false).isPresent()
        ? new Writing(row, new NeededDictionary(collection, id, contents.domain()))
        : null;
  }
}
