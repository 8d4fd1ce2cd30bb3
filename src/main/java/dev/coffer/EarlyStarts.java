package dev.coffer;

import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.stats.Statistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The starts of tasks before their turns, because this process has written enough since their last
 * start in it, as in the autovacuum of PostgreSQL. The writes are counted anyway, for the
 * statistics. Thread-safe.
 */
final class EarlyStarts {

  private final LongSupplier writes;
  private final long leastWrites;
  private final double share;
  private final Set<MaintenanceTask> tasks;
  private final Map<MaintenanceTask, Long> writesAtStart = new ConcurrentHashMap<>();

  /**
   * Creates the starts of the tasks that have a schedule and work on written data.
   *
   * @param writes the number of writes of this process so far
   */
  EarlyStarts(MaintenanceSettings settings, LongSupplier writes) {
    this.writes = writes;
    leastWrites = settings.earlyWrites();
    share = settings.earlyShare();
    Set<MaintenanceTask> all =
        EnumSet.of(MaintenanceTask.COLLECT, MaintenanceTask.ANALYZE, MaintenanceTask.TRAIN);
    if (settings.recompression().untouchedFor().isZero()) {
      // Otherwise a recompression leaves the new data alone.
      all.add(MaintenanceTask.RECOMPRESS);
    }
    all.retainAll(settings.schedule().keySet());
    tasks = share == 0 ? Set.of() : Set.copyOf(all);
  }

  /** The writes in these statistics. */
  static long writes(Statistics statistics) {
    return statistics.recordsCreated()
        + statistics.recordsReplaced()
        + statistics.recordsDeleted()
        + statistics.contentsWritten();
  }

  /** Notes that a task starts: the writes until now do not start it again. */
  void started(MaintenanceTask task) {
    if (tasks.contains(task)) {
      writesAtStart.put(task, writes.getAsLong());
    }
  }

  /**
   * The tasks that should start.
   *
   * @param rows the number of records and contents; called only if the least number was written
   */
  List<MaintenanceTask> due(LongSupplier rows) {
    long now = writes.getAsLong();
    List<MaintenanceTask> candidates =
        tasks.stream().filter(each -> written(each, now) >= leastWrites).toList();
    if (candidates.isEmpty()) {
      return candidates;
    }
    double enough = leastWrites + share * rows.getAsLong();
    return candidates.stream().filter(each -> written(each, now) > enough).sorted().toList();
  }

  private long written(MaintenanceTask task, long now) {
    return now - writesAtStart.getOrDefault(task, 0L);
  }
}
