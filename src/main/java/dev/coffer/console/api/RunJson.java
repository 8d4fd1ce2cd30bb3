package dev.coffer.console.api;

import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.RunReport;
import java.util.Map;

/** The form of a run of a maintenance task in JSON, also on the command line. */
public final class RunJson {
  private RunJson() {}

  /** The run as an object. */
  public static Json of(RunReport run) {
    return new Json()
        .with("task", run.task().id())
        .with("number", run.number())
        .with("node", run.node())
        .with("startedAt", run.startedAt())
        .with("endedAt", run.endedAt())
        .with("outcome", run.outcome().id())
        .with("figures", figures(run.figures()))
        .withOptional("problem", run.problem());
  }

  /** Figures by their names. */
  static Json figures(Map<String, Long> figures) {
    Json json = new Json();
    figures.forEach(json::with);
    return json;
  }
}
