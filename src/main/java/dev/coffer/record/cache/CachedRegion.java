package dev.coffer.record.cache;

import dev.coffer.hibernate.HostCache;
import dev.coffer.tx.HostTenants;
import java.io.Serializable;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.spi.DirectAccessRegion;
import org.hibernate.cache.spi.support.DirectAccessRegionTemplate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A region of Hibernate's second-level cache, of any provider, that only Coffer reads and fills. It
 * maps keys to values and may lose any of them at any time. Thread-safe.
 *
 * <p>Regions of entities are not suitable. Any session of the host may store in them a value that
 * it read before a write. Hibernate prevents that by soft locks, but these are entries themselves,
 * which a bounded cache may evict.
 */
final class CachedRegion {

  private static final Logger log = LoggerFactory.getLogger(CachedRegion.class);

  /** The value of a removed entry: a region can replace a single entry, but cannot remove it. */
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
   * The region of this name; null if the host uses no second-level cache, or if the cache has no
   * such region and creates none.
   *
   * @param gate the gate of the factory. Once it is closed, the region finds nothing, stores
   *     nothing, and has nothing to remove
   */
  static @Nullable CachedRegion of(SessionFactory sessions, String name, ClosingGate gate) {
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    if (!HostCache.isEnabled(factory)) {
      return null;
    }
    try {
      return new CachedRegion(
          sessions,
          factory.getCache().getRegionFactory().buildQueryResultsRegion(name, factory),
          gate);
    } catch (CacheException e) {
      log.info(
          "Nothing is cached in '{}': the application's cache has no such region and creates none."
              + " To use the cache, configure the region. ({})",
          factory.getCache().getRegionFactory().qualify(name),
          e.toString());
      return null;
    }
  }

  /** A lookup of the value of a key, which is null if there is none. */
  @FunctionalInterface
  interface Lookup {
    @Nullable Object get(Serializable key);
  }

  /** The value of a key; null if there is none. */
  @Nullable Object get(Serializable key) {
    return look(lookup -> lookup.get(key));
  }

  /**
   * Looks up several keys in one session, because opening one takes as long as some lookups. The
   * result is that of the work; null if the region cannot be used now.
   */
  <R> @Nullable R look(Function<Lookup, @Nullable R> work) {
    if (!gate.enter()) {
      return null;
    }
    try (Session session = open()) {
      if (session == null) {
        return null;
      }
      SharedSessionContractImplementor shared = shared(session);
      return work.apply(
          key -> {
            Object found = region.getFromCache(key, shared);
            return REMOVED.equals(found) ? null : found;
          });
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

  /** Removes the values of these keys. A key without a value takes no room in the region. */
  void remove(Iterable<? extends Serializable> keys) {
    if (!gate.enter()) {
      return;
    }
    try {
      // Most written keys have no value, and opening a session takes as long as a few lookups.
      if (mayHaveOneOf(keys)) {
        removeBySession(keys);
      }
    } finally {
      gate.leave();
    }
  }

  private boolean mayHaveOneOf(Iterable<? extends Serializable> keys) {
    if (!(region instanceof DirectAccessRegionTemplate template)) {
      return true;
    }
    for (Serializable key : keys) {
      if (template.getStorageAccess().contains(key)) {
        return true;
      }
    }
    return false;
  }

  private void removeBySession(Iterable<? extends Serializable> keys) {
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
    }
  }

  /** Removes all values. */
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

  /**
   * A session; null if the host opens none on this thread, for example because there is no tenant.
   */
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
