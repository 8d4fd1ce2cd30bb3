package dev.coffer.record;

import dev.coffer.codec.Payload;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one entity in Hibernate's second-level cache, whoever provides it. Asked directly,
 * because a miss must not become a query, nor a hit an entity. Thread-safe.
 */
final class CachedRegion {

  private final SessionFactoryImplementor sessions;
  private final EntityPersister persister;
  private final EntityDataAccess access;

  private CachedRegion(
      SessionFactoryImplementor sessions, EntityPersister persister, EntityDataAccess access) {
    this.sessions = sessions;
    this.persister = persister;
    this.access = access;
  }

  /** The region of an entity; null where it is not cached. */
  static @Nullable CachedRegion of(SessionFactoryImplementor sessions, Class<?> entity) {
    EntityPersister persister = sessions.getMappingMetamodel().getEntityDescriptor(entity);
    EntityDataAccess access = persister.getCacheAccessStrategy();
    return access == null || !persister.canReadFromCache()
        ? null
        : new CachedRegion(sessions, persister, access);
  }

  AccessType accessType() {
    return access.getAccessType();
  }

  /** The attributes of an entity in the cache, if they may be read by this session; else null. */
  @Nullable Attributes find(SharedSessionContractImplementor session, Object id) {
    Object cached = access.get(session, key(id));
    if (cached == null) {
      return null;
    }
    Object entry = persister.getCacheEntryStructure().destructure(cached, sessions);
    Serializable @Nullable [] state =
        entry instanceof CacheEntry plain ? plain.getDisassembledState() : null;
    return state == null ? null : new Attributes(persister.getPropertyNames(), state);
  }

  void evict(Object id) {
    access.evict(key(id));
  }

  /**
   * Replaces an entry by an opened lock: any session that is open now, also one of the host's, can
   * no longer leave in the cache what it has read before.
   */
  void evictForOpenSessions(SharedSessionContractImplementor session, Object id) {
    Object key = key(id);
    SoftLock lock = access.lockItem(session, key, null);
    access.unlockItem(session, key, lock);
  }

  private Object key(Object id) {
    return access.generateCacheKey(id, persister, sessions, null);
  }

  /** The state of an entity as the cache holds it. */
  static final class Attributes {
    private final String[] names;
    private final Serializable[] values;

    Attributes(String[] names, Serializable[] values) {
      this.names = names;
      this.values = values;
    }

    @Nullable LocalDateTime time(String name) {
      return (LocalDateTime) value(name);
    }

    @Nullable Long number(String name) {
      return (Long) value(name);
    }

    @Nullable String text(String name) {
      return (String) value(name);
    }

    @Nullable Payload payload(String name) {
      return (Payload) value(name);
    }

    private @Nullable Object value(String name) {
      int index = Arrays.asList(names).indexOf(name);
      return index < 0 ? null : values[index];
    }
  }
}
