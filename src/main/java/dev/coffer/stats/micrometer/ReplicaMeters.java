package dev.coffer.stats.micrometer;

import dev.coffer.stats.ReplicaSummary;
import dev.coffer.stats.Statistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of the replicas, whose names are those of the settings. */
record ReplicaMeters(MeterRegistry registry, Supplier<Statistics> source) {

  /** Registers the meters of every replica; without replicas, none. */
  void register() {
    int count = source.get().replicas().size();
    if (count == 0) {
      return;
    }
    FunctionCounter.builder(
            "coffer.replica.fallbacks", source, from -> from.get().replicaFallbacks())
        .description("Reads for replicas that the primary answered")
        .register(registry);
    for (int i = 0; i < count; i++) {
      register(i, source.get().replicas().get(i).name());
    }
  }

  private void register(int index, String name) {
    count("reads", "Reads answered", index, name, ReplicaSummary::reads);
    count("waits", "Reads that first asked for a position", index, name, ReplicaSummary::waits);
    count("late", "Reads for which the replica was too late", index, name, ReplicaSummary::late);
    count("failures", "Reads that failed", index, name, ReplicaSummary::failures);
    Gauge.builder(
            "coffer.replica.used", source, from -> from.get().replicas().get(index).used() ? 1 : 0)
        .description("1 if the replica is used, 0 while it is left out")
        .tag("replica", name)
        .register(registry);
    TimeGauge.builder(
            "coffer.replica.lag",
            source,
            TimeUnit.NANOSECONDS,
            from -> from.get().replicas().get(index).lag().toNanos())
        .description("Time by which the replica was last behind the primary")
        .tag("replica", name)
        .register(registry);
  }

  private void count(
      String meter,
      String description,
      int index,
      String name,
      ToDoubleFunction<ReplicaSummary> value) {
    ToDoubleFunction<Supplier<Statistics>> now =
        from -> value.applyAsDouble(from.get().replicas().get(index));
    FunctionCounter.builder("coffer.replica." + meter, source, now)
        .description(description)
        .tag("replica", name)
        .register(registry);
  }
}
