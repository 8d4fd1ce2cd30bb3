package dev.coffer.record;

import dev.coffer.cache.RecordCacheMode;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.SessionFactory;
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

  /** Coffers over one factory share its cache, and so what they know of it. */
  private static final Map<SessionFactory, CachedStripes> STRIPES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final CachedRows rows;
  private final CachedStripes stripes;
  private final DirectReader direct;
  private final StatisticsRecorder statistics;
  private final boolean validated;
  private final CachedClock clock = new CachedClock();

  private CachedRecords(
      CachedRows rows,
      CachedStripes stripes,
      DirectReader direct,
      StatisticsRecorder statistics,
      boolean validated) {
    this.rows = rows;
    this.stripes = stripes;
    this.direct = direct;
    this.statistics = statistics;
    this.validated = validated;
  }

  /**
   * A cache of this mode; one that keeps nothing where Hibernate has no second-level cache.
   *
   * @param databaseIdentity what tells this database from others that share the cache
   */
  static RecordCache of(
      RecordCacheMode mode,
      SessionFactory sessions,
      String databaseIdentity,
      DirectReader direct,
      StatisticsRecorder statistics) {
    if (mode == RecordCacheMode.OFF) {
      return new NoCache(direct);
    }
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    CachedRows rows = CachedRows.of(factory, databaseIdentity, direct);
    return rows == null
        ? new NoCache(direct)
        : new CachedRecords(
            rows,
            STRIPES.computeIfAbsent(factory, each -> new CachedStripes()),
            direct,
            statistics,
            mode == RecordCacheMode.VALIDATED);
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
    // In every mode: another Coffer over the same factory may trust what this one reads anew.
    stripes.bar(unit, collection, written, () -> rows.forget(collection, written));
  }

  @Override
  public void forgetAll() {
    stripes.bar(rows::forgetAll);
  }

  private @Nullable RecordRow hit(Transactions transactions, String collection, String key) {
    if (!stripes.of(collection, key).isTrusted()) {
      return null;
    }
    RecordRow row = rows.find(transactions, collection, key);
    return row == null || !isAlive(row, transactions) ? null : hit(row);
  }

  private @Nullable RecordRow trusted(Transactions transactions, String collection, String key) {
    RecordRow hit = hit(transactions, collection, key);
    return hit == null ? loaded(transactions, collection, key) : hit;
  }

  private @Nullable RecordRow validated(Transactions transactions, String collection, String key) {
    RecordRow row = rows.find(transactions, collection, key);
    if (row != null) {
      RecordStamp now = direct.stamp(transactions, collection, key);
      if (row.stamp().equals(now)) {
        return hit(row);
      }
      if (now == null) {
        rows.forget(collection, key);
        return null;
      }
    }
    return loaded(transactions, collection, key);
  }

  /** Reads a record from the database, and leaves it in the cache unless a write is under way. */
  private @Nullable RecordRow loaded(Transactions transactions, String collection, String key) {
    CachedStripes.Stripe stripe = stripes.of(collection, key);
    if (!stripe.loadBegins()) {
      return direct.find(transactions, collection, key);
    }
    try {
      RecordRow row = direct.find(transactions, collection, key);
      if (row != null) {
        rows.keep(collection, row);
      }
      return row;
    } finally {
      stripe.loadEnded(() -> rows.forget(collection, key));
    }
  }

  private RecordRow hit(RecordRow row) {
    statistics.recordsRead(CacheTier.SECOND_LEVEL, 1, row.size());
    return row;
  }

  /** Whether a record has certainly not expired; what is not certain the database must decide. */
  private boolean isAlive(RecordRow row, Transactions transactions) {
    Instant expiry = row.expiresAt();
    return expiry == null || clock.isBefore(expiry, transactions);
  }
}
