package dev.coffer;

import dev.coffer.content.row.DamageRows;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import java.util.List;
import java.util.Objects;

/** The maintenance of the current database of each call. Thread-safe. */
final class CofferMaintenance implements Maintenance {
  private static final int DAMAGE = 1_000;

  private final Tenancy tenancy;

  CofferMaintenance(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public RunReport run(MaintenanceTask task, RunOptions options) {
    Objects.requireNonNull(task, "The argument 'task' is null.");
    Objects.requireNonNull(options, "The argument 'options' is null.");
    return tenancy.current().maintenance().run(task, options, null);
  }

  @Override
  public List<MaintenanceTask> tasks() {
    return tenancy.current().maintenance().tasks();
  }

  @Override
  public List<RunReport> runAll(RunOptions options) {
    Objects.requireNonNull(options, "The argument 'options' is null.");
    return tenancy.current().maintenance().runAll(options);
  }

  @Override
  public List<RunReport> runs(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit is " + limit + "; use 1 or more.");
    }
    return tenancy.current().maintenance().runs(limit);
  }

  @Override
  public List<TaskStatus> status() {
    return tenancy.current().maintenance().status(task -> null);
  }

  @Override
  public List<Damage> damage() {
    return tenancy.current().own().read(unit -> DamageRows.newest(unit, DAMAGE)).stream()
        .map(
            row ->
                new Damage(
                    row.collection().equals(DamageRows.CONTENTS) ? null : row.collection(),
                    row.key(),
                    row.foundAt(),
                    row.problem()))
        .toList();
  }
}
