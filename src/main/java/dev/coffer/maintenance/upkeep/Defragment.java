package dev.coffer.maintenance.upkeep;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the tables and indexes of which the database says that a large share is waste. It skips
 * those that the account has no right to rebuild, and those that are locked. On H2 it reports the
 * waste of the file. Stateless.
 */
public final class Defragment implements Task {

  private static final Logger log = LoggerFactory.getLogger(Defragment.class);

  private static final String WASTEFUL = "wasteful";
  private static final String WASTE = "waste";
  private static final String REBUILT = "rebuilt";
  private static final String BYTES = "bytes";
  private static final String DENIED = "denied";
  private static final String BUSY = "busy";
  private static final String DROPPED = "dropped";

  /**
   * The longest time of one statement for which the lease is held. A second run beside a longer one
   * finds the table locked.
   */
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.DEFRAGMENT;
  }

  @Override
  public void run(TaskRun run) {
    for (String figure : List.of(WASTEFUL, WASTE, REBUILT, BYTES, DENIED, BUSY, DROPPED)) {
      run.add(figure, 0);
    }
    Rebuilding rebuilding = Rebuilding.of(run.read(unit -> unit.dialect().product()));
    dropLeftOvers(run, rebuilding);
    double share = run.settings().wasteShare();
    List<Fragment> wasteful =
        run.read(rebuilding::find).stream().filter(each -> each.isWasteful(share)).toList();
    for (int i = 0; i < wasteful.size() && run.goesOn(); i++) {
      rebuild(run, rebuilding, wasteful.get(i));
      run.done((i + 1.0) / wasteful.size());
      run.tellProgress();
    }
  }

  private static void dropLeftOvers(TaskRun run, Rebuilding rebuilding) {
    for (String each : run.read(rebuilding::leftOvers)) {
      if (run.isDryRun() || run.apart(LONGEST, unit -> rebuilding.drop(unit, each))) {
        run.add(DROPPED, 1);
      } else {
        log.warn("The invalid index {} stays: it is locked, or another account owns it.", each);
      }
    }
  }

  private static void rebuild(TaskRun run, Rebuilding rebuilding, Fragment fragment) {
    run.add(WASTEFUL, 1);
    run.add(WASTE, fragment.waste());
    Rebuilding.Result result =
        run.isDryRun()
            ? rebuilding.forecast(fragment)
            : run.apart(LONGEST, unit -> rebuilding.rebuild(unit, fragment));
    switch (result) {
      case REBUILT -> {
        run.add(REBUILT, 1);
        run.add(BYTES, fragment.waste());
      }
      case DENIED -> run.add(DENIED, 1);
      case BUSY -> {
        run.add(BUSY, 1);
        dropLeftOvers(run, rebuilding);
      }
      case REPORTED -> {}
    }
    log.info(
        "The {} {} has {} bytes, of which about {} are waste: {}.",
        fragment.kind(),
        fragment.name(),
        fragment.bytes(),
        fragment.waste(),
        run.isDryRun() ? "a dry run leaves it so" : result.description());
  }
}
