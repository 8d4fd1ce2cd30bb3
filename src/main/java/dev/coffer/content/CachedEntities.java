package dev.coffer.content;

import dev.coffer.entity.StoredFrame;
import dev.coffer.entity.StoredPart;
import dev.coffer.tx.UnitOfWork;
import jakarta.persistence.Cache;
import org.hibernate.SessionFactory;

/**
 * What Hibernate's second-level cache keeps of contents. They never change, so it is told only of
 * those that were damaged and written anew.
 */
final class CachedEntities {

  private CachedEntities() {}

  /** Makes the cache forget the stored bytes of a content, once the unit is committed. */
  static Runnable eviction(UnitOfWork unit, long contentId) {
    SessionFactory sessions = unit.session().getSessionFactory();
    return () -> {
      if (!sessions.isOpen()) {
        return;
      }
      Cache cache = sessions.getCache();
      cache.evict(StoredFrame.class, contentId);
      cache.evict(StoredPart.class);
    };
  }
}
