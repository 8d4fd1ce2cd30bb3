package dev.coffer.standalone;

import dev.coffer.OpenSettings;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.SecondLevelCacheProvider;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who provides the second-level cache; without anyone the database answers every read. */
final class SecondLevelCaches {

  private static final Logger log = LoggerFactory.getLogger(SecondLevelCaches.class);

  private SecondLevelCaches() {}

  static @Nullable SecondLevelCache open(OpenSettings settings, String databaseIdentity) {
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
      log.info("No second-level cache: add {} for one.", provider.dependency());
    }
    return null;
  }
}
