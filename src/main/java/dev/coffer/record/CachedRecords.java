package dev.coffer.record;

import dev.coffer.cache.RecordCacheMode;
import dev.coffer.entity.StoredRecord;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Reads records through Hibernate's second-level cache, outside transactions of a host.
 * Thread-safe.
 *
 * <p>Of one node, memory answers alone, as far as {@link CachedStripes} trusts it and the record
 * has certainly not expired. With several nodes the database is asked for the state of the record,
 * by its key, and memory has the bytes. A batch is answered from memory as far as that can be, but
 * leaves nothing there, so that a sweep over a collection does not drive out what is read often.
 */
final class CachedRecords implements RecordCache {

  private final CachedRows rows;
  private final DirectReader direct;
  private final StatisticsRecorder statistics;
  private final boolean validated;
  private final CachedStripes stripes = new CachedStripes();
  private final CachedClock clock = new CachedClock();

  private CachedRecords(
      CachedRows rows, DirectReader direct, StatisticsRecorder statistics, boolean validated) {
    this.rows = rows;
    this.direct = direct;
    this.statistics = statistics;
    this.validated = validated;
  }

  /** A cache of this mode; one that keeps nothing where Hibernate has no cache for records. */
  static RecordCache of(
      RecordCacheMode mode,
      SessionFactory sessions,
      DirectReader direct,
      StatisticsRecorder statistics) {
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    CachedRegion records = CachedRegion.of(factory, StoredRecord.class);
    if (records == null || mode == RecordCacheMode.OFF) {
      return new NoCache(direct);
    }
    // Only this access lets a session of the host leave nothing stale behind.
    boolean coherent = records.accessType() == AccessType.READ_WRITE;
    return new CachedRecords(
        CachedRows.of(factory, records, direct),
        direct,
        statistics,
        mode == RecordCacheMode.VALIDATED || !coherent);
  }

  @Override
  public @Nullable RecordRow find(Transactions transactions, String collection, String key) {
    if (transactions.joinsHost()) {
      return direct.find(transactions, collection, key);
    }
    return validated
        ? validated(transactions, collection, key)
        : trusted(transactions, collection, key);
  }

  @Override
  public Map<String, RecordRow> findAll(
      Transactions transactions, String collection, List<String> keys) {
    if (transactions.joinsHost() || validated) {
      return direct.findAll(transactions, collection, keys);
    }
    Map<String, RecordRow> found = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (String key : keys) {
      RecordRow hit = hit(transactions, collection, key);
      if (hit == null) {
        missing.add(key);
      } else {
        found.put(key, hit);
      }
    }
    if (!missing.isEmpty()) {
      found.putAll(direct.findAll(transactions, collection, missing));
    }
    return found;
  }

  @Override
  public void beforeWrite(UnitOfWork unit, String collection, List<String> keys) {
    List<String> written = List.copyOf(keys);
    if (validated) {
      unit.afterCommit(() -> written.forEach(key -> rows.evict(collection, key)));
    } else {
      stripes.bar(unit, collection, written, () -> rows.evictForOpenSessions(collection, written));
    }
  }

  private @Nullable RecordRow hit(Transactions transactions, String collection, String key) {
    if (!stripes.of(collection, key).isTrusted()) {
      return null;
    }
    RecordRow row = rows.find(transactions, collection, key).row();
    if (row == null || !isAlive(row, transactions)) {
      return null;
    }
    return counted(CacheTier.SECOND_LEVEL, row);
  }

  private @Nullable RecordRow trusted(Transactions transactions, String collection, String key) {
    CachedStripes.Stripe stripe = stripes.of(collection, key);
    if (stripe.isTrusted()) {
      CachedRows.Found found = rows.find(transactions, collection, key);
      RecordRow row = found.row();
      if (row != null && isAlive(row, transactions)) {
        return counted(CacheTier.SECOND_LEVEL, row);
      }
      if (row == null && found.isLoadable() && stripe.loadBegins()) {
        try {
          return loaded(transactions, collection, key, false);
        } finally {
          stripe.loadEnded(() -> rows.evict(collection, key));
        }
      }
    }
    return direct.find(transactions, collection, key);
  }

  private @Nullable RecordRow validated(Transactions transactions, String collection, String key) {
    CachedRows.Found found = rows.find(transactions, collection, key);
    RecordRow row = found.row();
    if (row == null) {
      if (!found.isLoadable()) {
        return direct.find(transactions, collection, key);
      }
      // The record itself may be there, of any age, and only the bytes of its content be missing.
      rows.evict(collection, key);
      return loaded(transactions, collection, key, true);
    }
    RecordStamp now = direct.stamp(transactions, collection, key);
    if (row.stamp().equals(now)) {
      return counted(CacheTier.SECOND_LEVEL, row);
    }
    rows.evict(collection, key);
    return now == null ? null : loaded(transactions, collection, key, true);
  }

  private @Nullable RecordRow loaded(
      Transactions transactions, String collection, String key, boolean pastTheCache) {
    CachedRows.Loaded loaded = rows.load(transactions, collection, key, pastTheCache);
    RecordRow row = loaded.row();
    if (loaded.exists() && (row == null || !isAlive(row, transactions))) {
      return direct.find(transactions, collection, key);
    }
    return row == null ? null : counted(CacheTier.DATABASE, row);
  }

  private RecordRow counted(CacheTier tier, RecordRow row) {
    statistics.recordsRead(tier, 1, row.size());
    return row;
  }

  /** Whether a record has certainly not expired; what is not certain the database must decide. */
  private boolean isAlive(RecordRow row, Transactions transactions) {
    Instant expiry = row.expiresAt();
    return expiry == null || clock.isBefore(expiry, transactions);
  }
}
