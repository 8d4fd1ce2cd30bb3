package dev.coffer.record.cache;

import dev.coffer.api.CofferException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.ContentBytes;
import dev.coffer.record.row.RangeQueries;
import dev.coffer.record.row.RecordQueries;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.RowPage;
import dev.coffer.record.row.SelectedRow;
import dev.coffer.record.row.SqlLists;
import dev.coffer.record.row.StampedKey;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from the database, each with its bytes. Thread-safe.
 *
 * <p>Between the query of a record and the query of its content, others may replace the record and
 * collect the content. So a missing or incomplete content is not damage yet. The record is read
 * again, and counts as damaged only if it still refers to that content.
 */
public final class DatabaseReader {
  private static final int ATTEMPTS = 5;

  /** The number of keys that are read before the connection is returned. */
  private static final int KEYS_A_TRANSACTION = 512;

  /**
   * Predicts whether a record is a content or has an expiry, so that a fast lookup does not
   * suffice.
   */
  private final OutcomePredictor unusual = new OutcomePredictor();

  private final ContentBytes contents;
  private final NodeMemory memory;
  private final long database;
  private final StatisticsRecorder statistics;

  /**
   * A reader of a database.
   *
   * @param memory the memory to which the reader reports every key that it found
   * @param database the number that separates the database from others that share the memory
   */
  public DatabaseReader(
      ContentBytes contents, NodeMemory memory, long database, StatisticsRecorder statistics) {
    this.contents = contents;
    this.memory = memory;
    this.database = database;
    this.statistics = statistics;
  }

  /** The record of a key; null if there is none. */
  @Nullable RecordRow find(Transactions transactions, String collection, String key) {
    RecordRow row =
        transactions.read(unit -> Optional.ofNullable(one(unit, collection, key))).orElse(null);
    found(collection, row == null ? List.of() : List.of(row));
    return row;
  }

  /**
   * The records of these keys, which must be distinct. A key without a record is absent from the
   * result.
   */
  List<RecordRow> findAll(Transactions transactions, String collection, List<String> keys) {
    List<RecordRow> found = new ArrayList<>(keys.size());
    for (List<String> some : SqlLists.slices(keys, KEYS_A_TRANSACTION)) {
      List<RecordRow> rows = transactions.read(unit -> all(unit, collection, some));
      found.addAll(rows);
      found(collection, rows);
    }
    return found;
  }

  private List<RecordRow> all(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    return complete(unit, collection, RecordQueries.of(unit, collection, keys));
  }

  private void found(String collection, List<RecordRow> rows) {
    rows.forEach(row -> memory.seen(new CachedRecord.Key(database, collection, row.key())));
    long bytes = rows.stream().mapToLong(RecordRow::size).sum();
    statistics.recordsRead(CacheTier.DATABASE, rows.size(), bytes);
  }

  /** The stamp of the record of a key; null if there is none. */
  @Nullable RecordStamp stamp(Transactions transactions, String collection, String key) {
    return transactions
        .read(unit -> Optional.ofNullable(stamp(unit, collection, key)))
        .orElse(null);
  }

  private @Nullable RecordStamp stamp(UnitOfWork unit, String collection, String key)
      throws SQLException {
    if (!unusual.isLikely(collection)) {
      RecordStamp stamp = RecordQueries.stampEvenExpired(unit, collection, key);
      if (stamp == null || stamp.expiresAt() == null) {
        return stamp;
      }
    }
    return RecordQueries.stamp(unit, collection, key);
  }

  /** A page of a range; see {@link RowPage}. */
  public RowPage<RecordRow> page(
      Transactions transactions, String collection, KeyRange range, int limit, long limitBytes) {
    RowPage<RecordRow> read =
        transactions.read(
            unit -> {
              List<SelectedRow> heads = RangeQueries.rows(unit, collection, range, limit + 1);
              List<SelectedRow> page = RowPage.fitting(heads, limit, limitBytes);
              boolean more = page.size() < heads.size();
              return new RowPage<>(
                  complete(unit, collection, page), more ? page.get(page.size() - 1).key() : null);
            });
    found(collection, read.rows());
    return read;
  }

  /** The first record of a range in its direction; null if there is none. */
  public @Nullable RecordRow first(Transactions transactions, String collection, KeyRange range) {
    RecordRow row =
        transactions.read(unit -> Optional.ofNullable(first(unit, collection, range))).orElse(null);
    found(collection, row == null ? List.of() : List.of(row));
    return row;
  }

  private @Nullable RecordRow first(UnitOfWork unit, String collection, KeyRange range)
      throws SQLException {
    for (KeyRange rest = range; ; ) {
      List<SelectedRow> heads = RangeQueries.rows(unit, collection, rest, 1);
      if (heads.isEmpty()) {
        return null;
      }
      List<RecordRow> rows = complete(unit, collection, heads);
      if (!rows.isEmpty()) {
        return rows.get(0);
      }
      // The record was deleted before its content was read.
      rest = rest.after(heads.get(0).key());
    }
  }

  /** A page of the keys and stamps of a range. No value is read. */
  public RowPage<StampedKey> keys(
      Transactions transactions, String collection, KeyRange range, int limit) {
    List<StampedKey> keys =
        transactions.read(unit -> RangeQueries.keys(unit, collection, range, limit));
    keys.forEach(row -> memory.seen(new CachedRecord.Key(database, collection, row.key())));
    return new RowPage<>(keys, keys.size() < limit ? null : keys.get(limit - 1).key());
  }

  private List<RecordRow> complete(UnitOfWork unit, String collection, List<SelectedRow> heads)
      throws SQLException {
    Map<Long, StoredBytes> bytes = loadable(unit, heads);
    List<RecordRow> rows = new ArrayList<>(heads.size());
    for (SelectedRow head : heads) {
      byte[] inline = head.frame();
      StoredBytes known =
          inline != null ? ContentBytes.framed(inline) : bytes.get(head.contentId());
      RecordRow row = known != null ? head.with(known) : readRow(unit, collection, head.key());
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /**
   * The bytes of these rows; empty if one of them is damaged. Reading the rows one by one then
   * finds the damaged one.
   */
  private Map<Long, StoredBytes> loadable(UnitOfWork unit, List<SelectedRow> heads)
      throws SQLException {
    try {
      return contents.load(unit, heads);
    } catch (DamagedContentException | DamagedContentRowException e) {
      return new HashMap<>();
    }
  }

  private @Nullable RecordRow one(UnitOfWork unit, String collection, String key)
      throws SQLException {
    if (!unusual.isLikely(collection)) {
      RecordQueries.FastLookup lookup = RecordQueries.fastLookup(unit, collection, key);
      if (lookup.suffices()) {
        SelectedRow head = lookup.row();
        byte[] inline = head == null ? null : head.frame();
        return head == null || inline == null ? null : head.with(ContentBytes.framed(inline));
      }
    }
    RecordRow row = readRow(unit, collection, key);
    if (row != null) {
      unusual.learn(collection, row.contentId() != null || row.expiresAt() != null);
    }
    return row;
  }

  private @Nullable RecordRow readRow(UnitOfWork unit, String collection, String key)
      throws SQLException {
    @Nullable Long lost = null;
    @Nullable CofferException damage = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RecordQueries.Joined found = RecordQueries.one(unit, collection, key);
      if (found == null) {
        return null;
      }
      if (found.bytes() != null) {
        return found.head().with(found.bytes());
      }
      if (attempt > 0 && Objects.equals(lost, found.head().contentId())) {
        break;
      }
      lost = found.head().contentId();
      try {
        StoredBytes bytes = contents.loadOne(unit, found.head());
        if (bytes != null) {
          return found.head().with(bytes);
        }
      } catch (DamagedContentException | DamagedContentRowException e) {
        damage = e;
      }
    }
    throw ValueBytes.damaged(
        collection,
        key,
        damage != null ? String.valueOf(damage.getMessage()) : "its content is missing",
        damage);
  }
}
