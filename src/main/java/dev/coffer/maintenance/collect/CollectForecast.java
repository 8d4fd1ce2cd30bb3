package dev.coffer.maintenance.collect;

import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.content.row.UnreferencedRows;
import dev.coffer.maintenance.task.BatchSize;
import dev.coffer.maintenance.task.TaskRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The figures of a collection that does not run. It holds the ids of the contents to be deleted in
 * memory. Used by the thread of its run alone.
 */
final class CollectForecast {
  private static final int FIRST_RANGE = 500;
  private static final int LARGEST_RANGE = 5_000;

  private final TaskRun run;
  private final ReferringColumns columns;

  CollectForecast(TaskRun run, ReferringColumns columns) {
    this.run = run;
    this.columns = columns;
  }

  void run() {
    List<Long> toDelete = new ArrayList<>();
    long after = Long.MIN_VALUE;
    BatchSize range = new BatchSize(FIRST_RANGE, LARGEST_RANGE);
    while (run.goesOn()) {
      long from = after;
      long start = System.nanoTime();
      OptionalLong end = run.read(unit -> ContentRows.endOfNext(unit, from, range.rows()));
      if (end.isEmpty()) {
        break;
      }
      long to = end.getAsLong();
      List<Long> unreferenced =
          run.read(unit -> CollectQueries.unreferenced(unit, columns, from, to, false));
      Set<Long> marked = new HashSet<>(run.read(unit -> UnreferencedRows.inRange(unit, from, to)));
      run.add(Collect.MARKED, Collect.without(unreferenced, marked).size());
      toDelete.addAll(
          run.grace().isZero()
              ? unreferenced
              : run.read(unit -> UnreferencedRows.old(unit, unreferenced, run.grace())));
      range.took(System.nanoTime() - start);
      run.tellProgress();
      after = to;
    }
    CollectQueries.Extent extent = run.read(unit -> CollectQueries.extent(unit, toDelete));
    List<Long> all = new ArrayList<>(toDelete);
    if (run.grace().isZero()) {
      all.addAll(unusedParts(toDelete));
    }
    run.add(Collect.CONTENTS, all.size());
    run.add(Collect.BYTES, run.read(unit -> CollectQueries.storedBytes(unit, all)));
    Collect.requireShare(run, extent, run.read(CollectQueries::all));
  }

  /** The parts of deleted contents that nothing else uses: a run without grace deletes them too. */
  private List<Long> unusedParts(List<Long> deleted) {
    Set<Long> wholes = new HashSet<>(deleted);
    Set<Long> parts = new HashSet<>();
    run.read(
        unit -> {
          parts.clear();
          CollectQueries.parts(unit, deleted, (content, part) -> parts.add(part));
          return true;
        });
    List<Long> candidates = List.copyOf(parts);
    Set<Long> used = new HashSet<>(run.read(unit -> columns.referredByOthers(unit, candidates)));
    run.read(
        unit -> {
          CollectQueries.wholes(
              unit,
              candidates,
              (content, part) -> {
                if (!wholes.contains(content)) {
                  used.add(part);
                }
              });
          return true;
        });
    return Collect.without(candidates, used);
  }
}
