package dev.coffer.cache.ehcache;

import dev.coffer.cache.CacheReader;
import dev.coffer.library.Libraries;
import dev.coffer.stats.CacheState;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Reads the figures of Ehcache, if it is on the class path. Stateless. */
public final class EhcacheReader implements CacheReader {

  private static final String[] NEEDED = {
    "org.ehcache.jsr107.EhcacheCachingProvider",
    // Its package differs in other releases.
    "org.ehcache.core.internal.statistics.DefaultCacheStatistics",
    "javax.cache.CacheManager",
    "org.hibernate.cache.jcache.internal.JCacheRegionFactory"
  };

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent(NEEDED);
  }

  @Override
  public Optional<List<CacheState>> read(SessionFactoryImplementor sessions) {
    return EhcacheFigures.of(sessions);
  }
}
