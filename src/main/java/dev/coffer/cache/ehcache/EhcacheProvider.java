package dev.coffer.cache.ehcache;

import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.SecondLevelCacheProvider;
import dev.coffer.library.Libraries;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the second-level cache with Ehcache, if it is on the class path. Thread-safe. */
public final class EhcacheProvider implements SecondLevelCacheProvider {

  private static final String[] NEEDED = {
    "org.ehcache.jsr107.EhcacheCachingProvider",
    "javax.cache.CacheManager",
    "org.hibernate.cache.jcache.internal.JCacheRegionFactory"
  };

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent(NEEDED);
  }

  @Override
  public String dependency() {
    return "org.ehcache:ehcache:jakarta and org.hibernate.orm:hibernate-jcache";
  }

  @Override
  public SecondLevelCache open(
      CacheSizes sizes, @Nullable Path directory, String databaseIdentity) {
    return EhcacheCache.open(sizes, directory, databaseIdentity);
  }
}
