package dev.coffer.stats;

import java.util.List;
import java.util.Map;

/**
 * A snapshot of the statistics of one {@code Coffer} since it was built. The counters are read one
 * after another, so operations that end in between may be in some of them only.
 *
 * @param recordsRead records found by reads
 * @param recordsMissed keys for which reads found no record
 * @param recordsCreated records created by puts
 * @param recordsReplaced records whose value was changed by puts
 * @param recordsUnchanged puts of an equal value, which were not written
 * @param recordsDeleted records deleted
 * @param contentsWritten contents and parts whose bytes were sent to the database
 * @param contentsDeduplicated contents and parts that were already stored, so that no bytes were
 *     sent
 * @param logicalBytesWritten raw bytes passed to puts and stores
 * @param deduplicatedBytes the part of {@code logicalBytesWritten} that was already stored
 * @param bytesRead raw bytes returned to callers
 * @param transactionRetries replays of Coffer's own transactions
 * @param reads reads by the tier that answered them
 * @param compression compression figures by codec name
 * @param latencies durations by operation
 * @param replicaFallbacks reads that a replica should have answered and the primary answered
 * @param replicas the replicas, in the order of the settings
 */
public record Statistics(
    long recordsRead,
    long recordsMissed,
    long recordsCreated,
    long recordsReplaced,
    long recordsUnchanged,
    long recordsDeleted,
    long contentsWritten,
    long contentsDeduplicated,
    long logicalBytesWritten,
    long deduplicatedBytes,
    long bytesRead,
    long transactionRetries,
    Map<CacheTier, Long> reads,
    Map<String, CompressionSummary> compression,
    Map<Operation, LatencySummary> latencies,
    long replicaFallbacks,
    List<ReplicaSummary> replicas) {

  public Statistics {
    reads = Map.copyOf(reads);
    compression = Map.copyOf(compression);
    latencies = Map.copyOf(latencies);
    replicas = List.copyOf(replicas);
  }
}
