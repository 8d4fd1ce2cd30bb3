package dev.coffer.standalone;

import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.SecondLevelCacheProvider;
import dev.coffer.opener.DatabaseSettings;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the provider of the second-level cache. Without a provider, there is no second-level cache.
 */
final class SecondLevelCaches {

  private static final Logger log = LoggerFactory.getLogger(SecondLevelCaches.class);

  private SecondLevelCaches() {}

  /**
   * Begins to open the cache on a thread of its own, while the database is opened. A cache with a
   * directory needs the identity of the database, and is opened when it is requested.
   */
  static OpeningCache begin(DatabaseSettings settings) {
    return new OpeningCache(
        settings.cacheDirectory() == null ? OpeningCache.onThread(() -> open(settings, "")) : null,
        identity -> open(settings, identity));
  }

  private static @Nullable SecondLevelCache open(
      DatabaseSettings settings, String databaseIdentity) {
    CacheSizes sizes =
        new CacheSizes(
            settings.cacheHeapEntries(),
            settings.cacheOffHeapBytes(),
            Math.max(CacheSizes.DEFAULT_DISK_BYTES, settings.cacheOffHeapBytes() * 4));
    if (sizes.none()) {
      return null;
    }
    ClassLoader classes = SecondLevelCaches.class.getClassLoader();
    for (SecondLevelCacheProvider provider :
        ServiceLoader.load(SecondLevelCacheProvider.class, classes)) {
      if (provider.isAvailable()) {
        return provider.open(sizes, settings.cacheDirectory(), databaseIdentity);
      }
      log.info("There is no second-level cache; to enable it, add {}.", provider.dependency());
    }
    return null;
  }
}
