package dev.coffer.maintenance.upkeep;

import dev.coffer.dictionary.Dictionaries;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trains a dictionary for each collection of the settings, and uses it if it makes fresh values at
 * least a tenth smaller than the present dictionary does. Thread-safe.
 */
public final class Train implements Task {
  private final Dictionaries dictionaries;
  private final Set<String> collections;

  public Train(Dictionaries dictionaries, Set<String> collections) {
    this.dictionaries = dictionaries;
    this.collections = collections;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.TRAIN;
  }

  @Override
  public void run(TaskRun run) {
    run.add("collections", 0);
    run.add("dictionaries", 0);
    run.add("samples", 0);
    Set<String> all = new TreeSet<>(collections);
    all.addAll(run.settings().recompression().dictionariesFor());
    for (String collection : all) {
      if (!run.goesOn()) {
        return;
      }
      DictionaryReport report =
          run.isDryRun()
              ? dictionaries.forecast(run.transactions(), collection)
              : dictionaries.improve(run.transactions(), collection);
      run.add("collections", 1);
      run.add("dictionaries", report.dictionary() == null ? 0 : 1);
      run.add("samples", report.samples());
      run.tellProgress();
    }
  }
}
