package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.BackupStatus;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.CheckReport;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.RetentionReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the backups in the repository of the plan: {@code backups} has the state and the
 * plan, {@code backups/snapshots} a page of snapshots, {@code backups/retention} what the retention
 * would keep, and {@code backups/verify} checks a snapshot. A backup is started as the task {@code
 * backup}.
 */
final class BackupsApi extends ApiPart {
  private final Coffer coffer;
  private final Jobs jobs;
  private final CurrentTenant tenant;

  /** What users have verified, because the state of the backups is read only once a minute. */
  private final Map<String, Snapshot.Verified> verified = new ConcurrentHashMap<>();

  BackupsApi(Coffer coffer, Jobs jobs, CurrentTenant tenant) {
    this.coffer = coffer;
    this.jobs = jobs;
    this.tenant = tenant;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("backups", route(Need.READ, call -> state()));
    routes.put("backups/snapshots", route(Need.READ, call -> snapshots(call.parameters())));
    routes.put("backups/retention", route(Need.READ, call -> retention()));
    routes.put("backups/verify", route(Need.WRITE, this::verify));
  }

  private BackupPlan plan() {
    return coffer
        .maintenance()
        .backupPlan()
        .orElseThrow(
            () ->
                RefusedRequestException.notFound(
                    "This process has no plan of backups. Set coffer.backup.location, or give the"
                        + " command the option --repository."));
  }

  private Json state() {
    Json json = new Json();
    coffer.maintenance().backupPlan().ifPresent(plan -> json.with("plan", of(plan)));
    coffer.maintenance().backups().ifPresent(status -> json.with("state", of(status)));
    return json;
  }

  private static Json of(BackupPlan plan) {
    RetentionPolicy retention = plan.retention();
    return new Json()
        .with("location", plan.settings().location().toString())
        .with("encrypted", plan.settings().secret() != null)
        .withTexts("tags", plan.tags())
        .with("verification", SnapshotJson.id(plan.verification()))
        .with("maxAgeSeconds", plan.maxAge().toSeconds())
        .with("keepsAll", retention == null);
  }

  /** The state of backups, without the snapshots. */
  static Json of(BackupStatus status) {
    return new Json()
        .with("verifiedAt", status.verified())
        .with("ageSeconds", status.age().toSeconds())
        .with("outOfDate", status.outOfDate())
        .with("snapshots", status.snapshots().size())
        .with("readAt", status.readAt())
        .withOptional("problem", status.problem());
  }

  /** Refuses a tenant what the repository has of all tenants. */
  private void requireOneDatabase() {
    if (tenant.isOneOfSeveral()) {
      throw new RefusedRequestException(
          403,
          "The repository has the snapshots of all tenants, which the console of one does not"
              + " show. Use the command 'coffer snapshots'.");
    }
  }

  private Json snapshots(Parameters parameters) {
    requireOneDatabase();
    int limit = parameters.limit();
    List<Snapshot> all =
        coffer.maintenance().backups().map(BackupStatus::snapshots).orElse(List.of());
    int from = after(all, parameters.optional("after"));
    List<Snapshot> shown = all.subList(from, Math.min(all.size(), from + limit));
    boolean more = from + limit < all.size();
    return new Json()
        .withObjects("snapshots", shown.stream().map(this::described).toList())
        .withOptional("next", more ? shown.get(limit - 1).id() : null);
  }

  private Json described(Snapshot snapshot) {
    Snapshot.Verified read = snapshot.verified();
    Snapshot.Verified own = verified.get(snapshot.id());
    boolean isNewer = own != null && (read == null || read.at().isBefore(own.at()));
    return SnapshotJson.of(snapshot, isNewer ? own : read);
  }

  /** The index after a snapshot; that of the first one if it is gone. */
  private static int after(List<Snapshot> all, @Nullable String id) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(id)) {
        return i + 1;
      }
    }
    return 0;
  }

  private Json retention() {
    requireOneDatabase();
    BackupPlan plan = plan();
    RetentionPolicy policy = plan.retention();
    return policy == null
        ? new Json().with("keepsAll", true)
        : new Json()
            .with("keepsAll", false)
            .withObjects(
                "snapshots",
                Coffer.openRepository(plan.settings()).forget(policy, true).stream()
                    .map(BackupsApi::of)
                    .toList());
  }

  private static Json of(RetentionReport decision) {
    return new Json()
        .with("id", decision.snapshot().id())
        .with("createdAt", decision.snapshot().createdAt())
        .with("kept", decision.isKept())
        .withTexts("reasons", decision.reasons());
  }

  private Json verify(ApiCall call) {
    requireOneDatabase();
    BackupPlan plan = plan();
    String id = call.parameters().required("snapshot");
    CheckLevel level = level(call.parameters().required("level"));
    Job started =
        jobs.start(
            "verify-backup",
            call.user().name(),
            job -> () -> job.run(() -> of(verify(plan, id, level, job))));
    WriteLog.wrote(call, "started the verification of the snapshot", id);
    return started.asJson();
  }

  private static CheckLevel level(String text) {
    for (CheckLevel each : CheckLevel.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw RefusedRequestException.badRequest(
        "The level '" + text + "' is unknown; use structure, share, all or trial.");
  }

  private CheckReport verify(BackupPlan plan, String id, CheckLevel level, Job job) {
    SnapshotRepository repository =
        Coffer.openRepository(plan.settings()).withProgress(now -> at(job, now));
    Snapshot snapshot =
        repository
            .snapshot(id)
            .orElseThrow(
                () -> RefusedRequestException.notFound("There is no snapshot " + id + "."));
    CheckReport report =
        level == CheckLevel.SHARE
            ? repository.verifyShare(snapshot, plan.shares())
            : repository.verify(snapshot, level);
    if (report.isSound()) {
      verified.put(snapshot.id(), new Snapshot.Verified(level, Instant.now()));
    }
    return report;
  }

  private static void at(Job job, BackupProgress now) {
    job.at(
        now.total() == 0 ? -1 : (double) now.done() / now.total(),
        new Json().with("done", now.done()).with("total", now.total()).with("bytes", now.bytes()));
  }

  private static Json of(CheckReport report) {
    return new Json()
        .with("level", SnapshotJson.id(report.level()))
        .with("sound", report.isSound())
        .with("blobs", report.blobs())
        .with("bytes", report.bytes())
        .withTexts("problems", report.problems())
        .withTexts("repositoryProblems", report.repositoryProblems());
  }
}
