package dev.coffer.stats.recorder;

import dev.coffer.stats.CacheTier;
import dev.coffer.stats.CompressionSummary;
import dev.coffer.stats.LatencySummary;
import dev.coffer.stats.Operation;
import dev.coffer.stats.Statistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts events with striped counters, in a few nanoseconds each and without contention. {@link
 * #snapshot()} returns the current counts. Thread-safe.
 */
// The ordinal is only an index into arrays of this process.
@SuppressWarnings("EnumOrdinal")
public final class StatisticsRecorder {

  private final LongAdder recordsRead = new LongAdder();
  private final LongAdder recordsMissed = new LongAdder();
  private final LongAdder recordsCreated = new LongAdder();
  private final LongAdder recordsReplaced = new LongAdder();
  private final LongAdder recordsUnchanged = new LongAdder();
  private final LongAdder recordsDeleted = new LongAdder();
  private final LongAdder contentsWritten = new LongAdder();
  private final LongAdder contentsDeduplicated = new LongAdder();
  private final LongAdder logicalBytesWritten = new LongAdder();
  private final LongAdder deduplicatedBytes = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder transactionRetries = new LongAdder();
  private final LongAdder replicaFallbacks = new LongAdder();
  private final List<ReplicaRecorder> replicas = new CopyOnWriteArrayList<>();
  private final LongAdder[] reads = new LongAdder[CacheTier.values().length];
  private final Map<String, Compression> compression = new ConcurrentHashMap<>();
  private final Latency[] latencies = new Latency[Operation.values().length];

  public StatisticsRecorder() {
    Arrays.setAll(reads, tier -> new LongAdder());
    Arrays.setAll(latencies, operation -> new Latency());
  }

  /** Counts records found by a read, with their raw bytes and the tier that answered. */
  public void recordsRead(CacheTier tier, long count, long rawBytes) {
    if (tier != CacheTier.HEAP) {
      // Heap hits are added in the snapshot: a second count would take a tenth of the time of a
      // hit.
      recordsRead.add(count);
    }
    bytesRead.add(rawBytes);
    answered(tier, count);
  }

  /** Counts keys for which a read found no record. */
  public void recordsMissed(long count) {
    recordsMissed.add(count);
  }

  public void recordsCreated(long count) {
    recordsCreated.add(count);
  }

  public void recordsReplaced(long count) {
    recordsReplaced.add(count);
  }

  public void recordsUnchanged(long count) {
    recordsUnchanged.add(count);
  }

  public void recordsDeleted(long count) {
    recordsDeleted.add(count);
  }

  /** Counts raw bytes that a caller passed for storage, wherever they are stored. */
  public void logicalBytesWritten(long rawBytes) {
    logicalBytesWritten.add(rawBytes);
  }

  /** Counts a content or part whose bytes were sent to the database. */
  public void contentWritten() {
    contentsWritten.increment();
  }

  /** Counts a content or part that was already stored. */
  public void contentDeduplicated(long rawBytes) {
    contentsDeduplicated.increment();
    deduplicatedBytes.add(rawBytes);
  }

  /** Counts raw bytes of contents returned to a caller. */
  public void contentRead(long rawBytes) {
    bytesRead.add(rawBytes);
  }

  /** Counts reads by the tier that answered them. */
  public void answered(CacheTier tier, long count) {
    reads[tier.ordinal()].add(count);
  }

  /** Counts frames written by a codec, with their bytes altogether. */
  public void compressed(String codec, long frames, long rawBytes, long storedBytes) {
    compression
        .computeIfAbsent(codec, name -> new Compression())
        .add(frames, rawBytes, storedBytes);
  }

  public void transactionRetried() {
    transactionRetries.increment();
  }

  /** Counts a read that the primary answered because no replica could. */
  public void replicaFellBack() {
    replicaFallbacks.increment();
  }

  /** Adds the counts of a replica. */
  public ReplicaRecorder replica(String name) {
    ReplicaRecorder added = new ReplicaRecorder(name);
    replicas.add(added);
    return added;
  }

  /** Counts a finished operation that began at this {@link System#nanoTime()}. */
  public void timed(Operation operation, long startNanos) {
    latencies[operation.ordinal()].add(System.nanoTime() - startNanos);
  }

  /** The current counts. */
  public Statistics snapshot() {
    Map<CacheTier, Long> tiers = new EnumMap<>(CacheTier.class);
    for (CacheTier tier : CacheTier.values()) {
      tiers.put(tier, reads[tier.ordinal()].sum());
    }
    Map<String, CompressionSummary> codecs = new TreeMap<>();
    compression.forEach((codec, counts) -> codecs.put(codec, counts.summary()));
    Map<Operation, LatencySummary> durations = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      durations.put(operation, latencies[operation.ordinal()].summary());
    }
    return new Statistics(
        recordsRead.sum() + reads[CacheTier.HEAP.ordinal()].sum(),
        recordsMissed.sum(),
        recordsCreated.sum(),
        recordsReplaced.sum(),
        recordsUnchanged.sum(),
        recordsDeleted.sum(),
        contentsWritten.sum(),
        contentsDeduplicated.sum(),
        logicalBytesWritten.sum(),
        deduplicatedBytes.sum(),
        bytesRead.sum(),
        transactionRetries.sum(),
        tiers,
        codecs,
        durations,
        replicaFallbacks.sum(),
        replicas.stream().map(ReplicaRecorder::summary).toList());
  }

  private static final class Compression {
    private final LongAdder frames = new LongAdder();
    private final LongAdder rawBytes = new LongAdder();
    private final LongAdder storedBytes = new LongAdder();

    void add(long count, long raw, long stored) {
      frames.add(count);
      rawBytes.add(raw);
      storedBytes.add(stored);
    }

    CompressionSummary summary() {
      return new CompressionSummary(frames.sum(), rawBytes.sum(), storedBytes.sum());
    }
  }

  private static final class Latency {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void add(long elapsed) {
      count.increment();
      nanos.add(elapsed);
      longest.accumulate(elapsed);
    }

    LatencySummary summary() {
      return new LatencySummary(
          count.sum(), Duration.ofNanos(nanos.sum()), Duration.ofNanos(longest.get()));
    }
  }
}
