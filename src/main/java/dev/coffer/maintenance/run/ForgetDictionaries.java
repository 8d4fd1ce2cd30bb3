package dev.coffer.maintenance.run;

import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.dictionary.RetiredDictionary;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.time.Duration;
import java.util.List;

/**
 * Deletes the dictionaries that were retired long enough ago, after it has replaced the frames that
 * need them. Thread-safe.
 */
public final class ForgetDictionaries implements Task {
  /** The longest time of a query that looks through a collection. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Dictionaries dictionaries;
  private final FrameWriter frames;

  public ForgetDictionaries(Dictionaries dictionaries, FrameWriter frames) {
    this.dictionaries = dictionaries;
    this.frames = frames;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.FORGET_DICTIONARIES;
  }

  @Override
  public void run(TaskRun run) {
    run.add("dictionaries", 0);
    run.add("bytes", 0);
    run.add("rewritten", 0);
    run.add("kept", 0);
    DictionaryRemoval removal =
        new DictionaryRemoval(
            run.transactions(),
            dictionaries,
            frames,
            run.isDryRun(),
            run::goesOn,
            () -> prolongLease(run),
            run::pace);
    List<RetiredDictionary> due =
        run.read(unit -> dictionaries.retiredFor(unit, run.settings().keepDictionaries()));
    for (RetiredDictionary each : due) {
      if (!run.goesOn()) {
        return;
      }
      DictionaryRemoval.Result result = removal.remove(each);
      run.add("rewritten", result.rewritten());
      if (result.deleted()) {
        run.add("dictionaries", 1);
        run.add("bytes", each.bytes());
      } else if (!run.isStopped()) {
        run.add("kept", 1);
      }
      run.tellProgress();
    }
  }

  private static void prolongLease(TaskRun run) {
    if (!run.isDryRun()) {
      run.batch(LONGEST, unit -> true);
    }
  }
}
