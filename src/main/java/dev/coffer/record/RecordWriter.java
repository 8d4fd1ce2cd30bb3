package dev.coffer.record;

import dev.coffer.api.ContentHash;
import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.Cores;
import dev.coffer.codec.DictionarySource;
import dev.coffer.content.ContentEngine;
import dev.coffer.content.PreparedContent;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.entity.StoredContent;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes records inside a unit of work. Thread-safe.
 *
 * <p>One plain read finds what is under the keys, so that a value that is there already costs no
 * more than that read. Contents are stored next, all of them before the first record, since stored
 * contents are locked: whoever writes the same contents and records takes the locks in the same
 * order, contents by hash and then records by key.
 *
 * <p>A plain read proves nothing about rows that others change at the same moment. An upsert needs
 * no proof: it adds one to whatever version it finds, and the version it gives back tells whether
 * the record was new. A conditional write repeats its condition in its statement; when that finds
 * nothing, the row is locked and looked at again, past the transaction's snapshot, which alone may
 * decide that the condition failed. An equal value in a host's transaction is confirmed in the same
 * way: its snapshot may be old, and a put that was not needed then is needed now.
 */
final class RecordWriter {
  private static final int ROUNDS = 4;

  /** While the database inserts so many rows, the next are compressed. */
  private static final int INSERTED_AT_ONCE = 128;

  private final RecordSettings settings;
  private final ContentEngine contents;
  private final Dictionaries dictionaries;
  private final InlineFrames inlineFrames;
  private final CachedRecords cache;

  /** Raised when the inserts that connections have prepared do not work any more. */
  private final AtomicInteger insertEdition = new AtomicInteger();

  RecordWriter(
      RecordSettings settings,
      ContentEngine contents,
      Dictionaries dictionaries,
      InlineFrames inlineFrames,
      CachedRecords cache) {
    this.settings = settings;
    this.contents = contents;
    this.dictionaries = dictionaries;
    this.inlineFrames = inlineFrames;
    this.cache = cache;
  }

  /** Inserts or replaces records, sorted by key, of which no key occurs twice. */
  Map<String, Put> putAll(UnitOfWork unit, String collection, List<Draft> drafts, Expiry expiry)
      throws SQLException {
    Map<String, ExistingRecord> existing =
        ExistingRecord.read(unit, collection, drafts.stream().map(Draft::key).toList());
    Map<String, Put> puts = new HashMap<>();
    keepEqual(unit, collection, drafts, expiry, existing, puts);
    puts.keySet().forEach(key -> cache.seen(collection, key));
    List<Draft> changed = drafts.stream().filter(draft -> !puts.containsKey(draft.key())).toList();
    if (!changed.isEmpty()) {
      cache.beforeWrite(unit, collection, changed.stream().map(Draft::key).toList());
      List<RecordStatements.Row> rows = rows(unit, collection, changed);
      Map<String, Long> versions = RecordStatements.upsert(unit, collection, rows, expiry);
      refer(unit, collection, rows, existing, versions);
      for (Draft draft : changed) {
        ExistingRecord before = existing.get(draft.key());
        long version = versions.getOrDefault(draft.key(), 0L);
        boolean created = before == null ? version == 1 : !before.alive();
        PutOutcome outcome = created ? PutOutcome.CREATED : PutOutcome.REPLACED;
        puts.put(draft.key(), new Put(outcome, version));
      }
    }
    return puts;
  }

  /**
   * Refers to the contents of these rows, and to no other. A record that was inline when it was
   * read, and was not changed until it was written, has none that its new inline value must lose;
   * one that gets a content may have one left over, see {@link LonePut}.
   */
  private static void refer(
      UnitOfWork unit,
      String collection,
      List<RecordStatements.Row> rows,
      Map<String, ExistingRecord> existing,
      Map<String, Long> versions)
      throws SQLException {
    List<RecordStatements.Row> added = new ArrayList<>();
    List<RecordStatements.Row> replaced = new ArrayList<>();
    for (RecordStatements.Row row : rows) {
      ExistingRecord before = existing.get(row.draft().key());
      long version = versions.getOrDefault(row.draft().key(), 0L);
      boolean raced = version != (before == null ? 1 : before.version() + 1);
      boolean referred = before != null && before.frame() == null;
      boolean refers = row.contentId() != null;
      if (referred || raced || (refers && version > 1)) {
        replaced.add(row);
      } else if (refers) {
        added.add(row);
      }
    }
    RecordReferences.replace(unit, collection, replaced);
    RecordReferences.add(unit, collection, added);
  }

  /**
   * Inserts records, sorted by key, none of which may exist, in a transaction of our own.
   *
   * @throws RecordExistsException if one does, even expired; the transaction must be rolled back
   */
  Map<String, Put> insertAll(UnitOfWork unit, String collection, List<Draft> drafts, Expiry expiry)
      throws SQLException {
    cache.beforeWrite(unit, collection, drafts.stream().map(Draft::key).toList());
    InlineFrames.OfCollection frames = inlineFrames.of(unit, collection);
    // Contents come before the first record, and so all at once.
    boolean inline = drafts.stream().allMatch(draft -> draft.size() <= settings.surelyInline());
    int edition = insertEdition.get();
    try {
      Cores.pipeline(
          inline ? SqlLists.slices(drafts, INSERTED_AT_ONCE) : List.of(drafts),
          batch -> Draft.prepare(batch, settings, contents, frames),
          batch -> {
            List<RecordStatements.Row> rows = rows(unit, batch, frames);
            RecordStatements.insertNew(unit, collection, rows, expiry, edition);
            RecordReferences.add(unit, collection, rows);
          });
    } catch (SQLException e) {
      if (!unit.database().isOutdatedPreparation(e)) {
        throw e;
      }
      insertEdition.compareAndSet(edition, edition + 1);
      throw new TransientCofferException(
          "The table of the records was altered; roll the transaction back and replay it.", e);
    }
    Put created = new Put(PutOutcome.CREATED, 1);
    return drafts.stream().collect(Collectors.toMap(Draft::key, draft -> created));
  }

  /** Notes the records that hold their value already, and moves their end where it is another. */
  private void keepEqual(
      UnitOfWork unit,
      String collection,
      List<Draft> drafts,
      Expiry expiry,
      Map<String, ExistingRecord> existing,
      Map<String, Put> puts)
      throws SQLException {
    List<Draft> equal = equal(unit, collection, drafts, existing);
    List<String> moving = new ArrayList<>();
    List<String> toConfirm = new ArrayList<>();
    for (Draft draft : equal) {
      ExistingRecord before = existing.get(draft.key());
      if (before != null) {
        puts.put(draft.key(), new Put(PutOutcome.UNCHANGED, before.version()));
        boolean moves = expiry.millis() != null || before.expires();
        if (moves) {
          moving.add(draft.key());
        }
        if (moves || unit.joinsHost()) {
          toConfirm.add(draft.key());
        }
      }
    }
    if (toConfirm.isEmpty()) {
      return;
    }
    Map<String, ExistingRecord.Locked> locked = ExistingRecord.lock(unit, collection, toConfirm);
    for (String key : toConfirm) {
      ExistingRecord.Locked now = locked.get(key);
      Put put = puts.get(key);
      if (now == null || !now.alive() || put == null || now.version() != put.version()) {
        puts.remove(key);
        moving.remove(key);
      }
    }
    if (!moving.isEmpty()) {
      cache.beforeWrite(unit, collection, moving);
      RecordStatements.moveExpiry(unit, collection, moving, expiry);
    }
  }

  /** The drafts whose values are held already, and by contents that are not known to be damaged. */
  private List<Draft> equal(
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
    return equal;
  }

  private List<RecordStatements.Row> rows(UnitOfWork unit, String collection, List<Draft> drafts)
      throws SQLException {
    InlineFrames.OfCollection frames = inlineFrames.of(unit, collection);
    Draft.prepare(drafts, settings, contents, frames);
    return rows(unit, drafts, frames);
  }

  /** The rows of drafts that are prepared, their contents stored. */
  private List<RecordStatements.Row> rows(
      UnitOfWork unit, List<Draft> drafts, InlineFrames.OfCollection frames) throws SQLException {
    List<PreparedContent> large = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.inlineFrame(settings, frames) == null) {
        large.add(draft.content(contents));
      }
    }
    List<StoredContent> stored = large.isEmpty() ? List.of() : contents.write(unit, large);
    List<RecordStatements.Row> rows = new ArrayList<>(drafts.size());
    int next = 0;
    for (Draft draft : drafts) {
      byte[] frame = draft.inlineFrame(settings, frames);
      @Nullable Long contentId = frame == null ? stored.get(next++).id() : null;
      rows.add(new RecordStatements.Row(draft, frame, contentId));
    }
    return rows;
  }

  ConditionalPut putIfAbsent(UnitOfWork unit, String collection, Draft draft, Expiry expiry)
      throws SQLException {
    RecordStatements.@Nullable Row row = null;
    for (int round = 0; round < ROUNDS; round++) {
      ExistingRecord.@Nullable Locked now =
          round == 0
              ? plain(unit, collection, draft.key())
              : ExistingRecord.lock(unit, collection, List.of(draft.key())).get(draft.key());
      if (now != null && now.alive()) {
        return refused(collection, draft.key(), now.version());
      }
      if (row == null) {
        cache.beforeWrite(unit, collection, List.of(draft.key()));
        row = rows(unit, collection, List.of(draft)).get(0);
      }
      if (now == null && RecordStatements.insertIfAbsent(unit, collection, row, expiry)) {
        RecordReferences.add(unit, collection, List.of(row));
        return new ConditionalPut.Done(new Put(PutOutcome.CREATED, 1));
      }
      if (now != null && RecordStatements.revive(unit, collection, row, expiry, now.version())) {
        RecordReferences.replace(unit, collection, List.of(row));
        return new ConditionalPut.Done(new Put(PutOutcome.CREATED, now.version() + 1));
      }
    }
    throw tooManyRivals(collection, draft.key());
  }

  private static ExistingRecord.@Nullable Locked plain(
      UnitOfWork unit, String collection, String key) throws SQLException {
    ExistingRecord found = ExistingRecord.read(unit, collection, List.of(key)).get(key);
    return found == null ? null : new ExistingRecord.Locked(found.version(), found.alive());
  }

  ConditionalPut putIfVersion(
      UnitOfWork unit, String collection, Draft draft, Expiry expiry, long expectedVersion)
      throws SQLException {
    String key = draft.key();
    ExistingRecord before = ExistingRecord.read(unit, collection, List.of(key)).get(key);
    if (before == null || !before.alive() || before.version() != expectedVersion) {
      return refused(collection, key, before == null || !before.alive() ? 0 : before.version());
    }
    Map<String, Put> kept = new HashMap<>();
    keepEqual(unit, collection, List.of(draft), expiry, Map.of(key, before), kept);
    Put equal = kept.get(key);
    if (equal != null) {
      cache.seen(collection, key);
      return new ConditionalPut.Done(equal);
    }
    cache.beforeWrite(unit, collection, List.of(key));
    RecordStatements.Row row = rows(unit, collection, List.of(draft)).get(0);
    if (RecordStatements.replace(unit, collection, row, expiry, expectedVersion)) {
      refer(unit, collection, List.of(row), Map.of(key, before), Map.of(key, expectedVersion + 1));
      return new ConditionalPut.Done(new Put(PutOutcome.REPLACED, expectedVersion + 1));
    }
    ExistingRecord.Locked now = ExistingRecord.lock(unit, collection, List.of(key)).get(key);
    if (now != null && now.alive() && now.version() == expectedVersion) {
      throw tooManyRivals(collection, key);
    }
    return refused(collection, key, now == null || !now.alive() ? 0 : now.version());
  }

  private ConditionalPut refused(String collection, String key, long version) {
    cache.seen(collection, key);
    return new ConditionalPut.Refused(version);
  }

  private static TransientCofferException tooManyRivals(String collection, String key) {
    return new TransientCofferException(
        ("Others keep changing the record '%s' of collection '%s' in ways that this transaction"
                + " cannot see; roll it back and replay it.")
            .formatted(key, collection));
  }

  long delete(UnitOfWork unit, String collection, List<String> keys) throws SQLException {
    cache.beforeDelete(unit, collection, keys);
    return RecordStatements.delete(unit, collection, keys);
  }

  boolean deleteIfVersion(UnitOfWork unit, String collection, String key, long expectedVersion)
      throws SQLException {
    cache.beforeDelete(unit, collection, List.of(key));
    return RecordStatements.deleteAt(unit, collection, key, expectedVersion);
  }
}
