package dev.coffer.stats.micrometer;

import dev.coffer.backup.BackupStatus;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.TaskTotals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The Micrometer meters of the scheduled backups of one {@code Coffer}; there are none if it has no
 * plan of backups. {@link MaintenanceMetrics} has their duration and their outcome. Registries hold
 * only weak references to the measured objects, so keep a reference to this object while the meters
 * are in use.
 */
public final class BackupMetrics implements MeterBinder {
  private final Maintenance maintenance;

  /** Creates the meters, usually for {@code coffer.maintenance()}. */
  public BackupMetrics(Maintenance maintenance) {
    this.maintenance = Objects.requireNonNull(maintenance, "The argument 'maintenance' is null.");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (maintenance.backups().isEmpty()) {
      return;
    }
    TimeGauge.builder("coffer.backup.age", this, TimeUnit.SECONDS, BackupMetrics::age)
        .description("Age of the newest verified snapshot, or time without one")
        .register(registry);
    FunctionCounter.builder("coffer.backup.added", this, own -> own.totals().figure("bytes"))
        .description("Bytes that the backups of this process have added to the repository")
        .baseUnit("bytes")
        .register(registry);
  }

  private TaskTotals totals() {
    return maintenance.totals().getOrDefault(MaintenanceTask.BACKUP, TaskTotals.NONE);
  }

  /** The age in seconds, by {@link BackupStatus#age}. */
  private double age() {
    return maintenance.backups().map(BackupStatus::age).orElse(Duration.ZERO).toMillis() / 1e3;
  }
}
