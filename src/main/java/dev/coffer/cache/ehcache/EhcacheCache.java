package dev.coffer.cache.ehcache;

import dev.coffer.api.InvalidSettingException;
import dev.coffer.cache.CacheRegions;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.cache.CacheManager;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.Configuration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.impl.config.persistence.DefaultPersistenceConfiguration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Ehcache cache manager with a cache for each of Coffer's regions. Contents are small rows and
 * are cached on the heap and off-heap. Records are cached off-heap, or on the heap if there is no
 * other memory: Coffer's own heap cache has the frequent ones, and moving entries between two tiers
 * takes time. Frames are cached off-heap, limited by bytes, and on disk if a directory is set.
 * Thread-safe.
 */
final class EhcacheCache implements SecondLevelCache {

  private static final Logger log = LoggerFactory.getLogger(EhcacheCache.class);

  /**
   * The number of frames on the heap in front of a disk cache, where Ehcache requires a heap tier.
   * They take at most about 8 MiB, because a frame is slightly more than 511 KiB at most.
   */
  private static final long FRAMES_ON_HEAP = 16;

  private final CacheManager manager;
  private final @Nullable DiskDirectory directory;

  private EhcacheCache(CacheManager manager, @Nullable DiskDirectory directory) {
    this.manager = manager;
    this.directory = directory;
  }

  static EhcacheCache open(CacheSizes sizes, @Nullable Path parent, String databaseIdentity) {
    if (parent != null && sizes.offHeapBytes() > 0) {
      try {
        return onDisk(sizes, DiskDirectory.take(parent, databaseIdentity));
      } catch (IOException e) {
        log.warn(
            "The cache directory {} is not used ({}); frames are cached in memory only.",
            parent,
            e.getMessage());
      }
    }
    return new EhcacheCache(build(inMemory(sizes), sizes), null);
  }

  /**
   * Opens a cache with a disk directory. If the directory is broken, it is emptied once; its
   * content can be read from the database again.
   */
  private static EhcacheCache onDisk(CacheSizes sizes, DiskDirectory directory) throws IOException {
    try {
      return new EhcacheCache(build(onDisk(sizes, directory.frames()), sizes), directory);
    } catch (RuntimeException broken) {
      log.debug("The cache directory is broken and is emptied.", broken);
    }
    try {
      directory.clear();
      return new EhcacheCache(build(onDisk(sizes, directory.frames()), sizes), directory);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Map<String, Object> hibernateSettings() {
    return Map.of(
        "hibernate.cache.region.factory_class",
        "jcache",
        "hibernate.javax.cache.cache_manager",
        manager,
        CacheRegions.FRAMES_BOUNDED_BY_BYTES,
        "true",
        // A cache created on demand would have no limit.
        "hibernate.javax.cache.missing_cache_strategy",
        "fail");
  }

  @Override
  public void close() {
    if (!manager.isClosed()) {
      manager.close();
    }
    if (directory != null) {
      directory.close();
    }
  }

  private static Configuration inMemory(CacheSizes sizes) {
    return rows(sizes).withCache(CacheRegions.FRAME, frames(sizes.frameOffHeapBytes())).build();
  }

  private static Configuration onDisk(CacheSizes sizes, Path frames) {
    return rows(sizes)
        .withService(new DefaultPersistenceConfiguration(frames.toFile()))
        .withCache(
            CacheRegions.FRAME,
            cache(
                ResourcePoolsBuilder.heap(FRAMES_ON_HEAP)
                    .offheap(sizes.frameOffHeapBytes(), MemoryUnit.B)
                    .disk(sizes.diskBytes(), MemoryUnit.B, true)))
        .build();
  }

  private static ConfigurationBuilder rows(CacheSizes sizes) {
    long heapEntries = sizes.heapEntries() / 2;
    long recordBytes = sizes.recordOffHeapBytes();
    return ConfigurationBuilder.newConfigurationBuilder()
        .withCache(CacheRegions.RECORD, rows(recordBytes > 0 ? 0 : heapEntries, recordBytes))
        .withCache(CacheRegions.CONTENT, rows(heapEntries, sizes.contentOffHeapBytes()));
  }

  private static CacheManager build(Configuration configuration, CacheSizes sizes) {
    URI name = URI.create("coffer:" + UUID.randomUUID());
    try {
      return new EhcacheCachingProvider().getCacheManager(name, configuration, new Properties());
    } catch (OutOfMemoryError | IllegalArgumentException e) {
      throw new InvalidSettingException(
          "cacheOffHeapBytes",
          String.valueOf(sizes.offHeapBytes()),
          "The off-heap cache needs more memory than this process may use; make it smaller, or"
              + " increase -XX:MaxDirectMemorySize.",
          e);
    }
  }

  private static CacheConfiguration<Serializable, Serializable> rows(
      long heapEntries, long offHeapBytes) {
    ResourcePoolsBuilder pools = ResourcePoolsBuilder.newResourcePoolsBuilder();
    if (heapEntries > 0 || offHeapBytes == 0) {
      pools = pools.heap(Math.max(1, heapEntries), EntryUnit.ENTRIES);
    }
    if (offHeapBytes > 0) {
      pools = pools.offheap(offHeapBytes, MemoryUnit.B);
    }
    return cache(pools);
  }

  private static CacheConfiguration<Serializable, Serializable> frames(long offHeapBytes) {
    return cache(
        offHeapBytes == 0
            ? ResourcePoolsBuilder.heap(1)
            : ResourcePoolsBuilder.newResourcePoolsBuilder().offheap(offHeapBytes, MemoryUnit.B));
  }

  private static CacheConfiguration<Serializable, Serializable> cache(ResourcePoolsBuilder pools) {
    CompactSerializer serializer = new CompactSerializer(EhcacheCache.class.getClassLoader());
    return CacheConfigurationBuilder.newCacheConfigurationBuilder(
            Serializable.class, Serializable.class, pools)
        .withKeySerializer(serializer)
        .withValueSerializer(serializer)
        .build();
  }
}
