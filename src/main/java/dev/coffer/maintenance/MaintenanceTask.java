package dev.coffer.maintenance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A kind of maintenance work. */
public enum MaintenanceTask {
  /** Deletes expired records. */
  EXPIRE,
  /** Deletes contents to which no row refers. */
  COLLECT,
  /** Reads a share of all stored data again and checks every checksum and hash. */
  SCRUB,
  /** Trains compression dictionaries where they make values smaller. */
  TRAIN,
  /** Compresses data that was not written recently with the densest setting. */
  RECOMPRESS,
  /** Deletes the rows of compression dictionaries that were retired some time ago. */
  FORGET_DICTIONARIES,
  /** Updates the statistics of the database's query planner. */
  ANALYZE,
  /**
   * Rebuilds tables and indexes of which a large share is waste. It has no schedule by default, and
   * is not one of the tasks that run if none is named: its statements take locks.
   */
  DEFRAGMENT,
  /**
   * Backs up into the repository of {@link dev.coffer.backup.BackupPlan}, verifies the snapshot,
   * and removes old ones. A process without such a plan does not have the task. It is not one of
   * the tasks that run if none is named.
   */
  BACKUP,
  /** Removes expired entries from the caches of this process. It changes no database. */
  EVICT,
  /**
   * Counts the stored data, keeps the sizes as those of the day, and deletes those of days that are
   * too old. It reads whole tables, without the stored bytes.
   */
  MEASURE,
  /** Deletes old entries from the history of runs. */
  TRIM;

  /** The name of the task in settings, commands and tables, such as {@code recompress}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The task with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static MaintenanceTask of(String id) {
    Objects.requireNonNull(id, "The argument 'id' is null.");
    return Arrays.stream(values())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no maintenance task '"
                        + id
                        + "'; use one of "
                        + Arrays.stream(values())
                            .map(MaintenanceTask::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
