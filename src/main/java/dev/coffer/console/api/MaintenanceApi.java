package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The addresses of the maintenance: {@code maintenance} has the tasks, {@code maintenance/runs} the
 * history, {@code maintenance/run} starts a task, and {@code jobs}, {@code job} and {@code
 * job/stop} follow and stop what users have started.
 */
final class MaintenanceApi extends ApiPart {
  private final Coffer coffer;
  private final Jobs jobs;

  MaintenanceApi(Coffer coffer, Jobs jobs) {
    this.coffer = coffer;
    this.jobs = jobs;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("maintenance", route(Need.READ, call -> tasks()));
    routes.put("maintenance/runs", route(Need.READ, call -> runs(call.parameters())));
    routes.put("maintenance/run", route(Need.WRITE, this::run));
    routes.put(
        "jobs", route(Need.READ, call -> new Json().withObjects("jobs", jobs.newestFirst())));
    routes.put("job", route(Need.READ, call -> job(call).asJson()));
    routes.put("job/stop", route(Need.WRITE, this::stop));
  }

  private Json tasks() {
    return new Json()
        .with("scheduled", coffer.maintenance().isStarted())
        .withObjects(
            "tasks", coffer.maintenance().status().stream().map(MaintenanceApi::task).toList());
  }

  private static Json task(TaskStatus status) {
    RunReport last = status.last();
    return new Json()
        .with("task", status.task().id())
        .withOptional("schedule", status.schedule())
        .with("next", status.next())
        .with("running", status.isRunning())
        .with("outOfDate", status.outOfDate())
        .with("lastSuccess", status.lastSuccess())
        .withVerbatim("last", last == null ? "null" : RunJson.of(last).toString());
  }

  private Json runs(Parameters parameters) {
    return new Json()
        .withObjects(
            "runs",
            coffer.maintenance().runs(parameters.limit()).stream().map(RunJson::of).toList());
  }

  private Json run(ApiCall call) {
    MaintenanceTask task = task(call.parameters().required("task"));
    boolean dry = call.parameters().isTrue("dry");
    if (task == MaintenanceTask.BACKUP && coffer.maintenance().backupPlan().isEmpty()) {
      throw new RefusedRequestException(
          409,
          "This process has no plan of backups. Set coffer.backup.location, or give the command"
              + " the option --repository.");
    }
    Job started =
        jobs.start(
            task.id() + (dry ? " (dry run)" : ""),
            call.user().name(),
            job -> {
              CompletableFuture<RunReport> run =
                  coffer.maintenance().runAsync(task, options(job, dry));
              return () -> job.run(() -> RunJson.of(ended(run)));
            });
    WriteLog.wrote(call, dry ? "started a dry run of the task" : "started the task", task.id());
    return started.asJson();
  }

  private static RunReport ended(CompletableFuture<RunReport> run) {
    try {
      return run.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static MaintenanceTask task(String id) {
    try {
      return MaintenanceTask.of(id);
    } catch (IllegalArgumentException e) {
      throw RefusedRequestException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static RunOptions options(Job job, boolean dry) {
    return RunOptions.defaults()
        .withDryRun(dry)
        .withGoOn(job::goesOn)
        .withProgress(now -> job.at(now.done(), RunJson.figures(now.figures())));
  }

  private Job job(ApiCall call) {
    return jobs.find(call.parameters().required("id"));
  }

  private Json stop(ApiCall call) {
    Job job = job(call);
    job.stop();
    WriteLog.wrote(call, "stopped the operation", job.id());
    return job.asJson();
  }
}
