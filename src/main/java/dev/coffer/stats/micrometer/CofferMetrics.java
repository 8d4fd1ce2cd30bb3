package dev.coffer.stats.micrometer;

import dev.coffer.stats.CacheTier;
import dev.coffer.stats.CompressionSummary;
import dev.coffer.stats.LatencySummary;
import dev.coffer.stats.Operation;
import dev.coffer.stats.Statistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The Micrometer meters of one {@code Coffer}: its statistics in base units. Their number is fixed:
 * no tag has a value from the application's data, and replicas are counted when the meters are
 * bound. Registries hold only weak references to the measured objects, so keep a reference to this
 * object while the meters are in use.
 */
public final class CofferMetrics implements MeterBinder {

  private final Supplier<Statistics> statistics;

  /** Creates the meters for this supplier, usually {@code coffer::statistics}. */
  public CofferMetrics(Supplier<Statistics> statistics) {
    this.statistics = statistics;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry, statistics);
    meters.count("records.read", "Keys read", "result", "found", Statistics::recordsRead);
    meters.count("records.read", "Keys read", "result", "missed", Statistics::recordsMissed);
    meters.count("records.put", "Records put", "result", "created", Statistics::recordsCreated);
    meters.count("records.put", "Records put", "result", "replaced", Statistics::recordsReplaced);
    meters.count("records.put", "Records put", "result", "unchanged", Statistics::recordsUnchanged);
    meters.count("records.deleted", "Records deleted", Statistics::recordsDeleted);
    meters.count("contents", "Contents", "result", "written", Statistics::contentsWritten);
    meters.count(
        "contents", "Contents", "result", "deduplicated", Statistics::contentsDeduplicated);
    meters.count("transactions.retried", "Transactions replayed", Statistics::transactionRetries);
    bindBytes(meters);
    for (CacheTier tier : CacheTier.values()) {
      meters.count(
          "reads",
          "Reads answered",
          "tier",
          lower(tier),
          now -> now.reads().getOrDefault(tier, 0L));
    }
    for (Operation operation : Operation.values()) {
      meters.time(operation);
    }
    new ReplicaMeters(registry, statistics).register();
  }

  private static void bindBytes(Meters meters) {
    meters.bytes("bytes.written", "Raw bytes passed for storage", Statistics::logicalBytesWritten);
    meters.bytes(
        "bytes.deduplicated", "Raw bytes that were already stored", Statistics::deduplicatedBytes);
    meters.bytes("bytes.read", "Raw bytes returned", Statistics::bytesRead);
    meters.bytes(
        "compression.raw",
        "Raw bytes of the frames written",
        now -> sum(now, CompressionSummary::rawBytes));
    meters.bytes(
        "compression.stored",
        "Bytes of the frames written",
        now -> sum(now, CompressionSummary::storedBytes));
  }

  private static long sum(Statistics statistics, ToLongFunction<CompressionSummary> bytes) {
    return statistics.compression().values().stream().mapToLong(bytes).sum();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private record Meters(MeterRegistry registry, Supplier<Statistics> source) {

    void count(String name, String description, ToLongFunction<Statistics> value) {
      builder(name, value).description(description).register(registry);
    }

    void count(
        String name, String description, String tag, String of, ToLongFunction<Statistics> value) {
      builder(name, value).description(description).tag(tag, of).register(registry);
    }

    void bytes(String name, String description, ToLongFunction<Statistics> value) {
      builder(name, value).description(description).baseUnit("bytes").register(registry);
    }

    private FunctionCounter.Builder<Supplier<Statistics>> builder(
        String name, ToLongFunction<Statistics> value) {
      ToDoubleFunction<Supplier<Statistics>> now = from -> value.applyAsLong(from.get());
      return FunctionCounter.builder("coffer." + name, source, now);
    }

    void time(Operation operation) {
      FunctionTimer.builder(
              "coffer.operations",
              source,
              from -> count(latency(from, operation)),
              from -> total(latency(from, operation)).toNanos(),
              TimeUnit.NANOSECONDS)
          .description("Calls of the public API")
          .tag("operation", lower(operation))
          .register(registry);
    }

    private static @Nullable LatencySummary latency(
        Supplier<Statistics> from, Operation operation) {
      return from.get().latencies().get(operation);
    }

    private static long count(@Nullable LatencySummary latency) {
      return latency == null ? 0 : latency.count();
    }

    private static Duration total(@Nullable LatencySummary latency) {
      return latency == null ? Duration.ZERO : latency.total();
    }
  }
}
