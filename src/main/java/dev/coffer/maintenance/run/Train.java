package dev.coffer.maintenance.run;

import dev.coffer.dictionary.DictionaryTraining;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trains the dictionaries that collections need. For the collections of the recompression plan it
 * also looks for a better one. Thread-safe.
 */
public final class Train implements Task {
  private final DictionaryTraining training;

  public Train(DictionaryTraining training) {
    this.training = training;
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
    Set<String> named = run.settings().recompression().dictionariesFor();
    Set<String> all = new TreeSet<>(run.read(RecordFrames::collections));
    all.addAll(named);
    for (String collection : all) {
      if (!run.goesOn()) {
        return;
      }
      Optional<DictionaryReport> report =
          named.contains(collection)
              ? Optional.of(training.improve(run.transactions(), collection, !run.isDryRun()))
              : training.maintain(run.transactions(), collection, !run.isDryRun());
      if (report.isPresent()) {
        run.add("collections", 1);
        run.add("dictionaries", report.get().dictionary() == null ? 0 : 1);
        run.add("samples", report.get().samples());
        run.tellProgress();
      }
    }
  }
}
