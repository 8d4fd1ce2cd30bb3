package dev.coffer.stats;

import java.util.Map;

/**
 * What one {@code Coffer} has done since it was built, at one moment. Counters that are read one
 * after the other may differ by operations that ended in between.
 *
 * @param recordsRead records that reads found
 * @param recordsMissed keys that reads found nothing under
 * @param recordsCreated records that puts created
 * @param recordsReplaced records whose value puts changed
 * @param recordsUnchanged puts of a value that was there already, which wrote nothing
 * @param recordsDeleted records deleted
 * @param contentsWritten contents and parts whose bytes were sent to the database
 * @param contentsDeduplicated contents and parts that were stored already, so that nothing was sent
 * @param logicalBytesWritten raw bytes given to puts and stores
 * @param deduplicatedBytes those of them that were stored already
 * @param bytesRead raw bytes given back
 * @param transactionRetries transactions of our own that were replayed
 * @param reads answers to reads by tier
 * @param compression outcomes by name of codec
 * @param latencies durations by operation
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
    Map<Operation, LatencySummary> latencies) {

  public Statistics {
    reads = Map.copyOf(reads);
    compression = Map.copyOf(compression);
    latencies = Map.copyOf(latencies);
  }
}
