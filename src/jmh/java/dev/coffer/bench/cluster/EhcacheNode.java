package dev.coffer.bench.cluster;

import java.net.URI;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.clustered.client.config.builders.ClusteredResourcePoolBuilder;
import org.ehcache.clustered.client.config.builders.ClusteredStoreConfigurationBuilder;
import org.ehcache.clustered.client.config.builders.ClusteringServiceConfigurationBuilder;
import org.ehcache.clustered.common.Consistency;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.jspecify.annotations.Nullable;

/** The program of a node with Ehcache, whose cache is clustered by Terracotta. */
final class EhcacheNode implements Node {

  private static final String CACHE = "shared";
  private static final long SERVER_MEGABYTES = 96;

  private final Cache<String, String> cache;

  private EhcacheNode(Cache<String, String> cache) {
    this.cache = cache;
  }

  /** The URI of the cache manager; the consistency, and the entries on the heap. */
  public static void main(String[] arguments) throws Exception {
    try (CacheManager manager =
        CacheManagerBuilder.newCacheManagerBuilder()
            .with(
                ClusteringServiceConfigurationBuilder.cluster(URI.create(arguments[0]))
                    .autoCreate(server -> server.defaultServerResource(TerracottaServer.RESOURCE)))
            .withCache(
                CACHE,
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        String.class,
                        String.class,
                        ResourcePoolsBuilder.heap(Long.parseLong(arguments[2]))
                            .with(
                                ClusteredResourcePoolBuilder.clusteredDedicated(
                                    TerracottaServer.RESOURCE, SERVER_MEGABYTES, MemoryUnit.MB)))
                    .withService(
                        ClusteredStoreConfigurationBuilder.withConsistency(
                            Consistency.valueOf(arguments[1]))))
            .build(true)) {
      NodeCommands.serve(new EhcacheNode(manager.getCache(CACHE, String.class, String.class)));
    }
  }

  @Override
  public @Nullable String get(String key) {
    return cache.get(key);
  }

  @Override
  public void put(String key, String value) {
    cache.put(key, value);
  }
}
