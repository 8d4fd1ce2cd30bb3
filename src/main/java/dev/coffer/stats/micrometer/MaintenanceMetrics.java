package dev.coffer.stats.micrometer;

import dev.coffer.api.CofferException;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.maintenance.TaskTotals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The Micrometer meters of the maintenance of one {@code Coffer}, by task. The ages of the last
 * successes come from the history in the database, at most every 30 seconds; the other meters count
 * the runs of this process. Registries hold only weak references to the measured objects, so keep a
 * reference to this object while the meters are in use.
 */
public final class MaintenanceMetrics implements MeterBinder {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Set<RunOutcome> ENDED =
      EnumSet.of(RunOutcome.DONE, RunOutcome.STOPPED, RunOutcome.FAILED, RunOutcome.REFUSED);

  private final Maintenance maintenance;
  private volatile Successes successes;

  /** Creates the meters, usually for {@code coffer.maintenance()}. */
  public MaintenanceMetrics(Maintenance maintenance) {
    this.maintenance = Objects.requireNonNull(maintenance, "The argument 'maintenance' is null.");
    this.successes = new Successes(Map.of(), System.nanoTime() - FRESH_NANOS);
  }

  private record Successes(Map<MaintenanceTask, Instant> times, long readAt) {}

  @Override
  public void bindTo(MeterRegistry registry) {
    for (MaintenanceTask task : MaintenanceTask.values()) {
      String id = task.id();
      if (task != MaintenanceTask.EVICT) {
        TimeGauge.builder(
                "coffer.maintenance.success.age", this, TimeUnit.SECONDS, own -> own.age(task))
            .description("Time since the last success of the task on any node")
            .tag("task", id)
            .register(registry);
      }
      for (RunOutcome outcome : ENDED) {
        FunctionCounter.builder(
                "coffer.maintenance.runs", this, own -> own.totals(task).runs(outcome))
            .description("Ended runs of the task in this process")
            .tag("task", id)
            .tag("outcome", outcome.id())
            .register(registry);
      }
      FunctionTimer.builder(
              "coffer.maintenance.duration",
              this,
              own -> ENDED.stream().mapToLong(own.totals(task)::runs).sum(),
              own -> own.totals(task).duration().toNanos(),
              TimeUnit.NANOSECONDS)
          .description("Duration of the runs of the task in this process")
          .tag("task", id)
          .register(registry);
    }
    freed(registry, MaintenanceTask.EXPIRE, "bytes");
    freed(registry, MaintenanceTask.COLLECT, "bytes");
    freed(registry, MaintenanceTask.RECOMPRESS, "bytesFreed");
    freed(registry, MaintenanceTask.FORGET_DICTIONARIES, "bytes");
    freed(registry, MaintenanceTask.DEFRAGMENT, "bytes");
    freed(registry, MaintenanceTask.BACKUP, "freed");
  }

  private void freed(MeterRegistry registry, MaintenanceTask task, String figure) {
    FunctionCounter.builder(
            "coffer.maintenance.freed", this, own -> own.totals(task).figure(figure))
        .description("Stored bytes that the task has freed in this process")
        .baseUnit("bytes")
        .tag("task", task.id())
        .register(registry);
  }

  private TaskTotals totals(MaintenanceTask task) {
    return maintenance.totals().getOrDefault(task, TaskTotals.NONE);
  }

  /** The age in seconds; not a number if there was no success or the database does not answer. */
  private double age(MaintenanceTask task) {
    if (System.nanoTime() - successes.readAt() >= FRESH_NANOS) {
      successes = new Successes(read(), System.nanoTime());
    }
    Instant success = successes.times().get(task);
    return success == null
        ? Double.NaN
        : Math.max(0, Duration.between(success, Instant.now()).toMillis() / 1e3);
  }

  private Map<MaintenanceTask, Instant> read() {
    Map<MaintenanceTask, Instant> times = new EnumMap<>(MaintenanceTask.class);
    try {
      for (TaskStatus each : maintenance.status()) {
        Instant success = each.lastSuccess();
        if (success != null) {
          times.put(each.task(), success);
        }
      }
    } catch (CofferException e) {
      return Map.of();
    }
    return times;
  }
}
