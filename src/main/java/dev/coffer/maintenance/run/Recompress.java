package dev.coffer.maintenance.run;

import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.record.write.OlderForms;

/** Recompresses data that was not written recently. Thread-safe. */
public final class Recompress implements Task {
  private final Dictionaries dictionaries;
  private final OlderForms olderForms;
  private final FrameWriter frames;

  public Recompress(Dictionaries dictionaries, OlderForms olderForms, FrameWriter frames) {
    this.dictionaries = dictionaries;
    this.olderForms = olderForms;
    this.frames = frames;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.RECOMPRESS;
  }

  @Override
  public void run(TaskRun run) {
    RecompressionReport report =
        new Recompression(
                run.transactions(),
                dictionaries,
                null, // The task TRAIN trains dictionaries.
                olderForms,
                frames,
                run.settings().recompression(),
                run::goesOn,
                run.isDryRun())
            .run();
    run.add("examined", report.examined());
    run.add("replaced", report.replaced());
    run.add("bytesFreed", report.bytesBefore() - report.bytesAfter());
    run.add("unreadable", report.unreadable());
  }
}
