package dev.coffer.record.cache;

import dev.coffer.hibernate.HostCache;
import dev.coffer.tx.HostTenants;
import java.io.Serializable;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.spi.DirectAccessRegion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A region of Hibernate's second-level cache, whoever provides it, that nobody but Coffer reads or
 * fills: a map of keys to values that may forget any of them at any time. Thread-safe.
 *
 * <p>The regions of entities would not do. Any session of the host may leave there what it has read
 * before a write, and the soft locks by which Hibernate prevents that are entries themselves, which
 * a cache with a bound may evict.
 */
final class CachedRegion {

  private static final Logger log = LoggerFactory.getLogger(CachedRegion.class);

  /** In the place of what was removed: a region can replace a single entry, not remove it. */
  private static final String REMOVED = "";

  private final SessionFactory sessions;
  private final DirectAccessRegion region;
  private final ClosingGate gate;

  private CachedRegion(SessionFactory sessions, DirectAccessRegion region, ClosingGate gate) {
    this.sessions = sessions;
    this.region = region;
    this.gate = gate;
  }

  /**
   * The region of this name; null where the host wants no second-level cache, or where that has no
   * such region and makes none.
   *
   * @param gate that of the factory: once it is closed, the region knows nothing, keeps nothing,
   *     and has nothing to forget
   */
  static @Nullable CachedRegion of(SessionFactory sessions, String name, ClosingGate gate) {
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    if (!HostCache.isWanted(factory)) {
      return null;
    }
    try {
      return new CachedRegion(
          sessions,
          factory.getCache().getRegionFactory().buildQueryResultsRegion(name, factory),
          gate);
    } catch (CacheException e) {
      log.info(
          "Nothing is cached in '{}': the application's cache has no such region and makes none. To"
              + " have it cached, configure it. ({})",
          factory.getCache().getRegionFactory().qualify(name),
          e.toString());
      return null;
    }
  }

  /** What is kept under a key; null for nothing. */
  @Nullable Object get(Serializable key) {
    if (!gate.enter()) {
      return null;
    }
    try (Session session = open()) {
      if (session == null) {
        return null;
      }
      Object found = region.getFromCache(key, shared(session));
      return REMOVED.equals(found) ? null : found;
    } finally {
      gate.leave();
    }
  }

  void put(Serializable key, Serializable value) {
    if (!gate.enter()) {
      return;
    }
    try (Session session = open()) {
      if (session != null) {
        region.putIntoCache(key, value, shared(session));
      }
    } finally {
      gate.leave();
    }
  }

  /** Forgets what is kept under these keys; where nothing is, no room is taken for it. */
  void remove(Iterable<? extends Serializable> keys) {
    if (!gate.enter()) {
      return;
    }
    // One session for all: to open it takes as long as to look for a few keys.
    try (Session session = open()) {
      if (session == null) {
        region.clear();
        return;
      }
      SharedSessionContractImplementor shared = shared(session);
      for (Serializable key : keys) {
        Object found = region.getFromCache(key, shared);
        if (found != null && !REMOVED.equals(found)) {
          region.putIntoCache(key, REMOVED, shared);
        }
      }
    } finally {
      gate.leave();
    }
  }

  /** Forgets everything. */
  void clear() {
    if (!gate.enter()) {
      return;
    }
    try {
      region.clear();
    } finally {
      gate.leave();
    }
  }

  /** A session; null where the host opens none on this thread, as for want of a tenant. */
  private @Nullable Session open() {
    try {
      return sessions.openSession();
    } catch (RuntimeException e) {
      if (HostTenants.areResolved(sessions)) {
        return null;
      }
      throw e;
    }
  }

  private static SharedSessionContractImplementor shared(Session session) {
    return session.unwrap(SharedSessionContractImplementor.class);
  }
}
