package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.maintenance.DailySize;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.StorageTotal;
import dev.coffer.spring.CofferAvailability;
import dev.coffer.stats.Statistics;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The Actuator endpoint {@code coffer} with the statistics of Coffer. Its sub-paths are {@code
 * storage}, with the report of the stored data, {@code history}, with the sizes of past days,
 * {@code diagnosis}, with the findings about the environment, {@code topology}, with the servers
 * and processes, {@code maintenance}, with the state of each task, {@code runs}, with the newest
 * runs, and {@code backups}, with the newest snapshots. A write to the sub-path of a task starts
 * the task. Read-only by default.
 */
@Endpoint(id = "coffer", defaultAccess = Access.READ_ONLY)
public final class CofferEndpoint {

  private static final Logger log = LoggerFactory.getLogger(CofferEndpoint.class);

  /** The number of runs that are shown. */
  private static final int RUNS = 100;

  /** The number of days whose sizes are shown. */
  private static final int DAYS = 90;

  private final CofferAvailability availability;

  CofferEndpoint(CofferAvailability availability) {
    this.availability = availability;
  }

  /** The statistics; the call only reads counters. Null if Coffer is not available. */
  @ReadOperation
  public @Nullable Statistics statistics() {
    return availability.coffer().map(Coffer::statistics).orElse(null);
  }

  /**
   * A {@link StorageReport}, which scans whole tables, the sizes of past days, a {@link Diagnosis},
   * the topology, the state or the history of maintenance, or the scheduled backups; null for other
   * names, if there are no scheduled backups, and if Coffer is not available.
   */
  @ReadOperation
  public @Nullable Object report(@Selector String name) {
    Coffer coffer = availability.coffer().orElse(null);
    if (coffer == null) {
      return null;
    }
    return switch (name) {
      case "storage" -> coffer.report();
      case "diagnosis" -> coffer.diagnose();
      case "maintenance" -> coffer.maintenance().status();
      case "topology" -> coffer.topology();
      case "history" -> history(coffer);
      case "runs" -> coffer.maintenance().runs(RUNS);
      case "backups" -> coffer.maintenance().backups().map(BackupView::of).orElse(null);
      default -> null;
    };
  }

  private static List<DailySize<StorageTotal>> history(Coffer coffer) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return coffer.maintenance().history().totals(today.minusDays(DAYS), today);
  }

  /**
   * Starts a maintenance task and does not wait for its end, which the history of runs records.
   *
   * @param name the name of the task
   * @return the name of the task that was started; null if Coffer is not available
   */
  @WriteOperation
  public @Nullable Map<String, String> start(@Selector String name) {
    Coffer coffer = availability.coffer().orElse(null);
    if (coffer == null) {
      return null;
    }
    MaintenanceTask task;
    try {
      task = MaintenanceTask.of(name);
    } catch (IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage());
      throw new InvalidEndpointRequestException(problem, problem, e);
    }
    CompletableFuture<RunReport> unused =
        coffer
            .maintenance()
            .runAsync(task, RunOptions.defaults())
            .whenComplete(
                (report, failure) -> {
                  if (failure != null) {
                    log.warn("The task {} could not run.", task.id(), failure);
                  }
                });
    return Map.of("started", task.id());
  }
}
