package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.api.Route.Need;
import dev.coffer.format.scan.Json;
import dev.coffer.shard.ClusterState;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.CompressionSummary;
import dev.coffer.stats.LatencySummary;
import dev.coffer.stats.Operation;
import dev.coffer.stats.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses {@code statistics}, which has the counters, pools and caches of this process and
 * runs no statement, and {@code topology}, which has the servers and processes around it.
 */
final class ProcessApi extends ApiPart {
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final Coffer coffer;
  private final @Nullable Supplier<ClusterState> shards;

  ProcessApi(Coffer coffer, @Nullable Supplier<ClusterState> shards) {
    this.coffer = coffer;
    this.shards = shards;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put(
        "statistics",
        route(Need.READ, call -> ResourcesJson.addTo(of(coffer.statistics()), coffer.resources())));
    routes.put("topology", route(Need.READ, call -> topology()));
  }

  private Json topology() {
    Json topology = TopologyJson.ofProcess(coffer.topology());
    return topology.withVerbatim(
        "shards", shards == null ? "null" : ShardsJson.of(shards.get()).toString());
  }

  private static Json of(Statistics statistics) {
    Json tiers = new Json();
    for (CacheTier each : CacheTier.values()) {
      tiers.with(SnapshotJson.id(each), statistics.reads().getOrDefault(each, 0L));
    }
    return new Json()
        .with("at", Instant.now())
        .with("reads", tiers)
        .with("recordsRead", statistics.recordsRead())
        .with("recordsMissed", statistics.recordsMissed())
        .with("recordsCreated", statistics.recordsCreated())
        .with("recordsReplaced", statistics.recordsReplaced())
        .with("recordsUnchanged", statistics.recordsUnchanged())
        .with("recordsDeleted", statistics.recordsDeleted())
        .with("contentsWritten", statistics.contentsWritten())
        .with("contentsDeduplicated", statistics.contentsDeduplicated())
        .with("logicalBytesWritten", statistics.logicalBytesWritten())
        .with("deduplicatedBytes", statistics.deduplicatedBytes())
        .with("bytesRead", statistics.bytesRead())
        .with("transactionRetries", statistics.transactionRetries())
        .with("replicaFallbacks", statistics.replicaFallbacks())
        .withObjects("operations", operations(statistics.latencies()))
        .withObjects("codecs", codecs(statistics.compression()));
  }

  private static List<Json> operations(Map<Operation, LatencySummary> latencies) {
    List<Json> operations = new ArrayList<>();
    for (Operation each : Operation.values()) {
      LatencySummary latency = latencies.get(each);
      if (latency != null) {
        operations.add(
            new Json()
                .with("operation", SnapshotJson.id(each))
                .with("count", latency.count())
                .with("meanMillis", milliseconds(latency.mean()))
                .with("maxMillis", milliseconds(latency.max())));
      }
    }
    return operations;
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLISECOND;
  }

  private static List<Json> codecs(Map<String, CompressionSummary> compression) {
    List<Json> codecs = new ArrayList<>();
    new TreeMap<>(compression)
        .forEach(
            (codec, summary) ->
                codecs.add(
                    new Json()
                        .with("codec", codec)
                        .with("frames", summary.frames())
                        .with("rawBytes", summary.rawBytes())
                        .with("storedBytes", summary.storedBytes())));
    return codecs;
  }
}
