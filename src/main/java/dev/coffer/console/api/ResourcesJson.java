package dev.coffer.console.api;

import dev.coffer.format.scan.Json;
import dev.coffer.stats.CacheState;
import dev.coffer.stats.PoolState;
import dev.coffer.stats.Resources;

/** The form of the pools and caches of this process in JSON. */
final class ResourcesJson {
  private ResourcesJson() {}

  /** Adds the pools and caches to an object. */
  static Json addTo(Json json, Resources resources) {
    return json.withObjects("pools", resources.pools().stream().map(ResourcesJson::of).toList())
        .withObjects("caches", resources.caches().stream().map(ResourcesJson::of).toList())
        .withTexts("notShown", resources.unseen());
  }

  private static Json of(PoolState pool) {
    return new Json()
        .with("server", pool.server())
        .with("pool", pool.pool())
        .with("active", pool.active())
        .with("idle", pool.idle())
        .with("total", pool.total())
        .with("maximum", pool.maximum())
        .with("waiting", pool.waiting());
  }

  private static Json of(CacheState cache) {
    return new Json()
        .with("cache", cache.cache())
        .with("storage", SnapshotJson.id(cache.storage()))
        .with("entries", cache.entries())
        .withVerbatim("bytes", String.valueOf(cache.bytes()))
        .withVerbatim("limit", String.valueOf(cache.limit()))
        .with("evictions", cache.evictions());
  }
}
