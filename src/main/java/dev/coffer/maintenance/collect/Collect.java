package dev.coffer.maintenance.collect;

import dev.coffer.change.ChangeFeed;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.DeletedRows;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.content.row.UnreferencedRows;
import dev.coffer.hibernate.MappedReferences;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.BatchSize;
import dev.coffer.maintenance.task.RunRefusedException;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Deletes contents to which no row refers, of all domains. Thread-safe.
 *
 * <ol>
 *   <li>The foreign keys are checked; see {@link ReferenceAudit}. Any doubt ends the run before it
 *       deletes something.
 *   <li>The run walks the contents by id. It marks unreferenced contents, with the time of the
 *       database, and removes the marks of contents that are referred to again.
 *   <li>If the contents with marks older than the grace are more than the allowed share, the run is
 *       refused.
 *   <li>{@link Sweep} deletes the contents with such marks. Their parts get marks of their own.
 *       With a grace of zero they are deleted by the same run.
 * </ol>
 *
 * <p>No rule reads a time that the clock of a host wrote.
 */
public final class Collect implements Task {

  /** The number of newly marked contents. */
  static final String MARKED = "marked";

  /** The number of deleted contents. */
  static final String CONTENTS = "contents";

  /** The stored bytes of the deleted contents. */
  static final String BYTES = "bytes";

  private static final int FIRST_RANGE = 500;
  private static final int LARGEST_RANGE = 5_000;

  private final List<MappedReferences.Reference> mapped;
  private final ChangeFeed feed;

  /**
   * Creates the task.
   *
   * @param mapped the references that this process maps; those that other processes map are in
   *     {@link UnprotectedReferences} if they need a check
   * @param feed is told of deleted contents
   */
  public Collect(List<MappedReferences.Reference> mapped, ChangeFeed feed) {
    this.mapped = mapped;
    this.feed = feed;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.COLLECT;
  }

  @Override
  public void run(TaskRun run) {
    ReferringColumns columns =
        run.read(
            unit -> {
              ReferringColumns read = ReferringColumns.read(unit);
              Set<MappedReferences.Reference> known = new LinkedHashSet<>(mapped);
              known.addAll(UnprotectedReferences.read(unit));
              ReferenceAudit.check(read, known, run.settings().intendedCascades());
              ReferenceAudit.warnOfMissingIndexes(unit, read);
              return read;
            });
    run.add(MARKED, 0);
    run.add(CONTENTS, 0);
    run.add(BYTES, 0);
    if (run.isDryRun()) {
      new CollectForecast(run, columns).run();
      return;
    }
    mark(run, columns);
    if (run.goesOn()) {
      requireShare(
          run,
          run.read(unit -> CollectQueries.marked(unit, run.grace())),
          run.read(CollectQueries::all));
      new Sweep(run, columns, feed).run();
    }
  }

  private static void mark(TaskRun run, ReferringColumns columns) {
    String progress = run.progress();
    long after = progress == null ? Long.MIN_VALUE : Long.parseLong(progress);
    BatchSize range = new BatchSize(FIRST_RANGE, LARGEST_RANGE);
    while (run.goesOn()) {
      long from = after;
      long start = System.nanoTime();
      OptionalLong end = run.read(unit -> ContentRows.endOfNext(unit, from, range.rows()));
      if (end.isEmpty()) {
        run.batch(
            unit -> {
              run.saveProgress(unit, null);
              return true;
            });
        return;
      }
      long to = end.getAsLong();
      List<Long> unreferenced =
          run.read(unit -> CollectQueries.unreferenced(unit, columns, from, to, true));
      Set<Long> referred =
          run.read(unit -> columns.referred(unit, UnreferencedRows.inRange(unit, from, to)));
      int marked =
          run.batch(
              unit -> {
                run.saveProgress(unit, Long.toString(to));
                UnreferencedRows.delete(unit, referred);
                return mark(unit, unreferenced);
              });
      run.add(MARKED, marked);
      range.took(System.nanoTime() - start);
      run.tellProgress();
      after = to;
    }
  }

  /** A content that a writer has locked is about to be referred to, and gets no mark. */
  private static int mark(UnitOfWork unit, List<Long> contentIds) throws SQLException {
    int marked = 0;
    for (List<Long> slice : Sweep.slices(contentIds)) {
      List<Long> unlocked = DeletedRows.lockUnlocked(unit, slice);
      UnreferencedRows.mark(unit, unlocked);
      marked += unlocked.size();
    }
    return marked;
  }

  /**
   * Refuses to delete too large a share of all contents: that is more often a fault than a wish.
   */
  static void requireShare(TaskRun run, CollectQueries.Extent toDelete, CollectQueries.Extent all) {
    double share = run.settings().largestShare();
    boolean many = toDelete.contents() > share * all.contents();
    boolean large = toDelete.bytes() > share * all.bytes();
    if ((many || large) && !run.options().force()) {
      throw new RunRefusedException(
          "The run would delete %d of %d contents with %d of %d bytes, which is more than the"
                  .formatted(toDelete.contents(), all.contents(), toDelete.bytes(), all.bytes())
              + " allowed share of "
              + share
              + ". Nothing was deleted. Check that the rows that refer to contents still exist. If"
              + " the deletion is intended, run the task with force, or raise the setting"
              + " largestShare.");
    }
  }

  /** The ids without those of a set, in the same order. */
  static List<Long> without(List<Long> ids, Set<Long> others) {
    Set<Long> excluded = new HashSet<>(others);
    return ids.stream().filter(each -> !excluded.contains(each)).toList();
  }
}
