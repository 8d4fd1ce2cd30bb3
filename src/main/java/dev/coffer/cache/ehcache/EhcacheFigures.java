package dev.coffer.cache.ehcache;

import dev.coffer.cache.CacheRegions;
import dev.coffer.stats.CacheState;
import dev.coffer.stats.CacheStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.ehcache.config.ResourceType;
import org.ehcache.config.SizedResourcePool;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.InternalCache;
import org.ehcache.core.internal.statistics.DefaultCacheStatistics;
import org.ehcache.core.statistics.TierStatistics;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the caches of Ehcache, whether Coffer or the host opened it. Ehcache counts them
 * anyway, so a look costs only the search for its counters.
 */
final class EhcacheFigures {

  private EhcacheFigures() {}

  /** A tier of Ehcache by its name there. */
  private record Tier(String title, CacheStorage storage, ResourceType<SizedResourcePool> type) {}

  private static final List<Tier> TIERS =
      List.of(
          new Tier("OnHeap", CacheStorage.HEAP, ResourceType.Core.HEAP),
          new Tier("OffHeap", CacheStorage.OFF_HEAP, ResourceType.Core.OFFHEAP),
          new Tier("Disk", CacheStorage.DISK, ResourceType.Core.DISK));

  /** The states of the caches of a factory; empty if its caches are of another library. */
  static Optional<List<CacheState>> of(SessionFactoryImplementor sessions) {
    RegionFactory regions = sessions.getCache().getRegionFactory();
    if (!(regions instanceof JCacheRegionFactory jcache)) {
      return Optional.empty();
    }
    CacheManager manager = jcache.getCacheManager();
    if (!(manager.getCachingProvider() instanceof EhcacheCachingProvider)) {
      return Optional.empty();
    }
    List<CacheState> states = new ArrayList<>();
    for (String region : CacheRegions.ALL) {
      Cache<Object, Object> cache = manager.getCache(regions.qualify(region));
      if (cache != null) {
        addTo(states, region, cache.unwrap(InternalCache.class));
      }
    }
    return Optional.of(states);
  }

  private static void addTo(List<CacheState> states, String region, InternalCache<?, ?> cache) {
    Map<String, TierStatistics> found = new DefaultCacheStatistics(cache).getTierStatistics();
    for (Tier tier : TIERS) {
      TierStatistics of = found.get(tier.title);
      if (of != null) {
        states.add(state(region, tier, of, pool(cache, tier)));
      }
    }
  }

  private static @Nullable SizedResourcePool pool(InternalCache<?, ?> cache, Tier tier) {
    return cache.getRuntimeConfiguration().getResourcePools().getPoolForResource(tier.type);
  }

  private static CacheState state(
      String region, Tier tier, TierStatistics of, @Nullable SizedResourcePool pool) {
    Long bytes = null;
    Long limit = pool == null || pool.getSize() == Long.MAX_VALUE ? null : pool.getSize();
    if (pool != null && pool.getUnit() instanceof MemoryUnit unit) {
      bytes = of.getOccupiedByteSize();
      limit = unit.toBytes(pool.getSize());
    }
    return new CacheState(region, tier.storage, of.getMappings(), bytes, limit, of.getEvictions());
  }
}
