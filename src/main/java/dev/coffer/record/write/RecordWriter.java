package dev.coffer.record.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.DeleteStatements;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.ExpiryStatements;
import dev.coffer.record.row.ProlongStatements;
import dev.coffer.record.row.RecordExistsException;
import dev.coffer.record.row.RecordReferences;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.RecordStatements;
import dev.coffer.record.row.SqlLists;
import dev.coffer.record.row.ValueReferences;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes records inside a unit of work. Thread-safe.
 *
 * <p>One plain read finds the existing records of the keys, so that a put of an equal value costs
 * no more than that read. Contents are stored next, all of them before the first record, because
 * stored contents are locked. So all writers of the same contents and records take the locks in the
 * same order: contents by hash, then records by key.
 *
 * <p>A plain read proves nothing about rows that others change at the same moment. An upsert needs
 * no proof: it adds one to the version that it finds, and returns what it did. In a host's
 * transaction the snapshot may be old. There an equal value is confirmed by the row itself, locked
 * and read past the snapshot, because a put that was unnecessary at the time of the snapshot may be
 * necessary now. Conditional writes are those of {@link ConditionalWriter}.
 */
final class RecordWriter {
  /**
   * The number of rows per batch: while the database inserts a batch, the next one is compressed.
   */
  private static final int INSERTED_AT_ONCE = 128;

  private final InlineLimit limit;
  private final ContentEngine contents;
  private final Dictionaries dictionaries;
  private final InlineFrameEncoders inlineFrames;
  private final RecordCache cache;

  /**
   * The edition of the insert statement, raised when the inserts that connections have prepared do
   * not work any more.
   */
  private final AtomicInteger insertEdition = new AtomicInteger();

  RecordWriter(
      InlineLimit limit,
      ContentEngine contents,
      Dictionaries dictionaries,
      InlineFrameEncoders inlineFrames,
      RecordCache cache) {
    this.limit = limit;
    this.contents = contents;
    this.dictionaries = dictionaries;
    this.inlineFrames = inlineFrames;
    this.cache = cache;
  }

  /** Inserts or replaces records, which must be sorted by key and have distinct keys. */
  Map<String, Put> putAll(UnitOfWork unit, String collection, List<Draft> drafts, Expiry expiry)
      throws SQLException {
    Map<String, ExistingRecord> existing =
        ExistingRecord.read(unit, collection, drafts.stream().map(Draft::key).toList());
    List<Draft> equal = equal(unit, collection, drafts, existing);
    // Contents are locked before records: new values are stored before equal values are confirmed.
    List<RecordStatements.Row> rows = rows(unit, collection, without(equal, drafts));
    Map<String, Put> puts = keep(unit, collection, equal, expiry, existing);
    puts.forEach((key, put) -> cache.versionSeen(collection, key, put.version()));
    if (puts.size() < equal.size()) {
      rows.addAll(
          rows(
              unit,
              collection,
              equal.stream().filter(each -> !puts.containsKey(each.key())).toList()));
      rows.sort((one, other) -> Utf8Order.compare(one.key(), other.key()));
    }
    if (!rows.isEmpty()) {
      cache.beforeWrite(unit, collection, rows.stream().map(row -> row.key()).toList());
      Map<String, RecordStatements.Upserted> upserted =
          RecordStatements.upsert(unit, collection, rows, expiry, existing.keySet());
      complete(unit, collection, rows, existing, upserted);
      upserted.forEach((key, each) -> puts.put(key, each.put()));
    }
    return puts;
  }

  static List<Draft> without(List<Draft> some, List<Draft> drafts) {
    Set<String> keys = some.stream().map(Draft::key).collect(Collectors.toSet());
    return drafts.stream().filter(draft -> !keys.contains(draft.key())).toList();
  }

  /**
   * Makes these rows refer to their contents and to no others, and gives them their rows in {@code
   * coffer_record_expiry}. If a record was inline when it was read, and nobody changed it before it
   * was written, it has no reference that must be deleted for its new inline value.
   */
  static void complete(
      UnitOfWork unit,
      String collection,
      List<RecordStatements.Row> rows,
      Map<String, ExistingRecord> existing,
      Map<String, RecordStatements.Upserted> upserted)
      throws SQLException {
    RecordReferences.upsert(unit, collection, rows);
    addExpiries(unit, collection, rows, existing, upserted);
    List<String> inlineNow = new ArrayList<>();
    List<RecordStatements.Row> inserted = new ArrayList<>();
    List<RecordStatements.Row> replaced = new ArrayList<>();
    List<String> createdAgain = new ArrayList<>();
    for (RecordStatements.Row row : rows) {
      String key = row.key();
      ExistingRecord before = existing.get(key);
      RecordStatements.Upserted after = Objects.requireNonNull(upserted.get(key), key);
      boolean raced =
          before == null ? !after.created() : after.stamp().version() != before.version() + 1;
      boolean referred = before != null && before.frame() == null;
      if (row.contentId() == null && (referred || raced)) {
        inlineNow.add(key);
      }
      if (before != null && raced && after.created()) {
        createdAgain.add(key);
      }
      if (before == null && !raced) {
        inserted.add(row);
      } else if (raced || !row.references().isEmpty() || (before != null && before.refers())) {
        replaced.add(row);
      }
    }
    RecordReferences.delete(unit, collection, inlineNow);
    ValueReferences.insert(unit, collection, inserted);
    ValueReferences.replace(unit, collection, replaced);
    if (unit.joinsHost() && !createdAgain.isEmpty()) {
      // A snapshot of PostgreSQL has the deleted rows beside the new ones. Their lock fails, so
      // that
      // the host replays.
      ExistingRecord.lock(unit, collection, createdAgain);
    }
  }

  /**
   * Gives records that expire now their rows. The plain read of a host's transaction may be old,
   * and does not show whether there is a row.
   */
  private static void addExpiries(
      UnitOfWork unit,
      String collection,
      List<RecordStatements.Row> rows,
      Map<String, ExistingRecord> existing,
      Map<String, RecordStatements.Upserted> upserted)
      throws SQLException {
    List<String> expiring = new ArrayList<>();
    for (RecordStatements.Row row : rows) {
      RecordStamp after = Objects.requireNonNull(upserted.get(row.key()), row.key()).stamp();
      if (after.expiresAt() != null
          && (unit.joinsHost() || ExpiryStatements.mayLackRow(existing.get(row.key()), after))) {
        expiring.add(row.key());
      }
    }
    if (!expiring.isEmpty()) {
      ExpiryStatements.addRows(unit, collection, expiring);
    }
  }

  /** Gives records that were just inserted with this expiry their rows. */
  static void addExpiries(
      UnitOfWork unit, String collection, List<RecordStatements.Row> inserted, Expiry expiry)
      throws SQLException {
    if (expiry.timeToLive().isPresent() && !inserted.isEmpty()) {
      ExpiryStatements.addRows(
          unit, collection, inserted.stream().map(RecordStatements.Row::key).toList());
    }
  }

  /**
   * Inserts records, which must be sorted by key and must not exist, in a transaction of Coffer's
   * own.
   *
   * @param mayPipeline whether records may be inserted while later ones are compressed. Contents
   *     come before the first record, so with contents all drafts form one batch
   * @throws RecordExistsException if a record exists, even an expired one; the transaction must be
   *     rolled back
   * @throws UnexpectedContentException if a value must be a content, while {@code mayPipeline}; the
   *     transaction must be rolled back
   */
  Map<String, Put> insertAll(
      UnitOfWork unit, String collection, List<Draft> drafts, Expiry expiry, boolean mayPipeline)
      throws SQLException {
    cache.beforeWrite(unit, collection, drafts.stream().map(Draft::key).toList());
    InlineFrameEncoders.Encoder frames = inlineFrames.of(unit, collection);
    boolean pipelined =
        drafts.stream()
            .allMatch(
                draft ->
                    draft.hashes().isEmpty()
                        && (limit.alwaysFits(draft.size())
                            || (mayPipeline && limit.mayFit(draft.size()))));
    int edition = insertEdition.get();
    long version = RecordStatements.firstVersion(unit);
    try {
      Cores.pipeline(
          pipelined ? SqlLists.slices(drafts, INSERTED_AT_ONCE) : List.of(drafts),
          batch -> Draft.prepare(batch, limit, contents, frames),
          batch -> {
            if (pipelined && batch.stream().anyMatch(each -> !each.isInline(limit, frames))) {
              throw new UnexpectedContentException();
            }
            List<RecordStatements.Row> rows = rows(unit, collection, batch, frames);
            RecordStatements.insertNew(unit, collection, rows, expiry, version, edition);
            RecordReferences.upsert(unit, collection, rows);
            ValueReferences.insert(unit, collection, rows);
            addExpiries(unit, collection, rows, expiry);
          });
    } catch (SQLException e) {
      if (!unit.dialect().isOutdatedPreparation(e)) {
        throw e;
      }
      insertEdition.compareAndSet(edition, edition + 1);
      throw new TransientCofferException(
          "The table of the records was altered; roll back the transaction and replay it.", e);
    }
    Put created = new Put(PutOutcome.CREATED, version);
    // Room for all, because growing costs as much as filling it.
    Map<String, Put> puts = new HashMap<>(2 * drafts.size());
    drafts.forEach(draft -> puts.put(draft.key(), created));
    return puts;
  }

  /**
   * Keeps the records that still hold their equal values, and changes their expiry if it differs. A
   * change of the expiry needs the row's lock. An equal value in a host's transaction needs the
   * lock too, because the snapshot may be old.
   */
  Map<String, Put> keep(
      UnitOfWork unit,
      String collection,
      List<Draft> equal,
      Expiry expiry,
      Map<String, ExistingRecord> existing)
      throws SQLException {
    Map<String, Put> kept = new HashMap<>();
    List<String> moving = new ArrayList<>();
    List<String> toConfirm = new ArrayList<>();
    for (Draft draft : equal) {
      String key = draft.key();
      ExistingRecord before = Objects.requireNonNull(existing.get(key));
      kept.put(key, new Put(PutOutcome.UNCHANGED, before.version()));
      boolean moves = before.isMovedBy(expiry);
      if (moves) {
        moving.add(key);
      }
      if (moves || unit.joinsHost()) {
        toConfirm.add(key);
      }
    }
    if (toConfirm.isEmpty()) {
      return kept;
    }
    Map<String, ExistingRecord.Locked> locked = ExistingRecord.lock(unit, collection, toConfirm);
    for (String key : toConfirm) {
      ExistingRecord.Locked now = locked.get(key);
      if (now == null || !now.isAt(Objects.requireNonNull(kept.get(key)).version())) {
        kept.remove(key);
        moving.remove(key);
      }
    }
    if (!moving.isEmpty()) {
      cache.beforeWrite(unit, collection, moving);
      ExpiryStatements.move(unit, collection, moving, expiry);
    }
    return kept;
  }

  /**
   * The drafts whose values are stored already, and not in contents that are known to be damaged.
   */
  List<Draft> equal(
      UnitOfWork unit, String collection, List<Draft> drafts, Map<String, ExistingRecord> existing)
      throws SQLException {
    DictionarySource readable = dictionaries.of(unit, collection);
    List<Draft> equal = new ArrayList<>();
    Set<ContentHash> hashes = new HashSet<>();
    for (Draft draft : drafts) {
      ExistingRecord before = existing.get(draft.key());
      if (before != null && draft.isHeldBy(before, contents, readable)) {
        equal.add(draft);
        if (before.contentHash() != null) {
          hashes.add(before.contentHash());
        }
      }
    }
    if (!hashes.isEmpty()) {
      Set<ContentHash> sound = contents.sound(unit, hashes);
      equal.removeIf(
          draft -> {
            ExistingRecord before = existing.get(draft.key());
            ContentHash hash = before == null ? null : before.contentHash();
            return hash != null && !sound.contains(hash);
          });
    }
    ReferredContents.removeUnkept(unit, contents, collection, equal);
    return equal;
  }

  /** Stores the contents of these drafts, and returns their rows. */
  List<RecordStatements.Row> rows(UnitOfWork unit, String collection, List<Draft> drafts)
      throws SQLException {
    if (drafts.isEmpty()) {
      return new ArrayList<>();
    }
    InlineFrameEncoders.Encoder frames = inlineFrames.of(unit, collection);
    Draft.prepare(drafts, limit, contents, frames);
    return rows(unit, collection, drafts, frames);
  }

  /** Stores the contents of prepared drafts, and returns their rows. */
  private List<RecordStatements.Row> rows(
      UnitOfWork unit, String collection, List<Draft> drafts, InlineFrameEncoders.Encoder frames)
      throws SQLException {
    Map<ContentHash, Long> referred = ReferredContents.lock(unit, contents, collection, drafts);
    List<PreparedContent> large = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.inlineFrame(limit, frames) == null) {
        large.add(draft.content(contents));
      }
    }
    List<StoredContent> stored = large.isEmpty() ? List.of() : contents.write(unit, large);
    List<RecordStatements.Row> rows = new ArrayList<>(drafts.size());
    int next = 0;
    for (Draft draft : drafts) {
      byte[] frame = draft.inlineFrame(limit, frames);
      @Nullable Long contentId = frame == null ? stored.get(next++).id() : null;
      rows.add(draft.row(frame, contentId, referred));
    }
    return rows;
  }

  long touch(UnitOfWork unit, String collection, List<String> keys, Expiry expiry)
      throws SQLException {
    cache.beforeWrite(unit, collection, keys);
    return ExpiryStatements.touch(unit, collection, keys, expiry);
  }

  /**
   * Changes the expiry of those records that expire within a time, and that no other transaction
   * has locked.
   *
   * @return the number of changed records
   */
  long prolong(
      UnitOfWork unit, String collection, List<String> keys, Expiry expiry, Duration within)
      throws SQLException {
    if (!ProlongStatements.mayProlong(unit)) {
      return 0;
    }
    List<String> expiring = ProlongStatements.lockExpiring(unit, collection, keys, within);
    if (!expiring.isEmpty()) {
      cache.beforeWrite(unit, collection, expiring);
      ExpiryStatements.move(unit, collection, expiring, expiry);
    }
    return expiring.size();
  }

  long delete(UnitOfWork unit, String collection, List<String> keys) throws SQLException {
    cache.beforeDelete(unit, collection, keys);
    return DeleteStatements.delete(unit, collection, keys);
  }

  /** Does the same as {@link #delete}, and returns the version of each deleted record. */
  Map<String, Long> deletedVersions(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    cache.beforeDelete(unit, collection, keys);
    return DeleteStatements.deletedVersions(unit, collection, keys);
  }
}
