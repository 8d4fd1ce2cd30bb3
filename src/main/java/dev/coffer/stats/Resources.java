package dev.coffer.stats;

import java.util.List;

/**
 * The connections and the memory that one {@code Coffer} uses, at one point in time.
 *
 * @param pools the pools of connections: that of the primary, and those of the replicas
 * @param caches the caches, with a line for each kind of storage of each
 * @param unseen what is not shown, with the reason; empty if nothing is missing
 */
public record Resources(List<PoolState> pools, List<CacheState> caches, List<String> unseen) {

  public Resources {
    pools = List.copyOf(pools);
    caches = List.copyOf(caches);
    unseen = List.copyOf(unseen);
  }
}
