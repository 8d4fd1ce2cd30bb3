package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.api.Route.Need;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.ContentsReport;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.Finding;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.TaskStatus;
import java.util.List;
import java.util.Map;

/**
 * The addresses of the overview: {@code storage}, which reads whole tables, and {@code health},
 * which asks a few small queries. The page shows the answer that comes first.
 */
final class OverviewApi extends ApiPart {
  private static final int SHOWN_DAMAGE = 50;

  private final Coffer coffer;
  private final Scans scans;

  OverviewApi(Coffer coffer, Scans scans) {
    this.coffer = coffer;
    this.scans = scans;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("storage", route(Need.READ, call -> storage(scans.run(coffer::report))));
    routes.put("health", route(Need.READ, call -> health()));
  }

  /** The sizes of all data. The contents of records are in both parts, and once in the total. */
  private static Json storage(StorageReport report) {
    ContentsReport contents = report.contents();
    Json json =
        new Json()
            .with("records", report.records())
            .with("logicalBytes", report.total().logicalBytes())
            .with("uniqueBytes", report.total().uniqueBytes())
            .with("storedBytes", report.total().storedBytes())
            .with("contents", contents.contents())
            .with("keptContents", contents.kept())
            .with("contentLogicalBytes", contents.logicalBytes())
            .with("contentUniqueBytes", contents.uniqueBytes())
            .with("contentStoredBytes", contents.storedBytes())
            .withObjects(
                "collections", report.collections().stream().map(OverviewApi::collection).toList());
    report.physicalBytes().ifPresent(bytes -> json.with("physicalBytes", bytes));
    return json;
  }

  /** The sizes of a collection. */
  static Json collection(CollectionReport collection) {
    return new Json()
        .with("name", collection.collection())
        .with("records", collection.records())
        .with("logicalBytes", collection.logicalBytes())
        .with("uniqueBytes", collection.uniqueBytes())
        .with("storedBytes", collection.storedBytes());
  }

  private Json health() {
    Diagnosis diagnosis = coffer.diagnose();
    List<Damage> damage = coffer.maintenance().damage();
    List<TaskStatus> late =
        coffer.maintenance().status().stream().filter(TaskStatus::outOfDate).toList();
    Json json =
        new Json()
            .with("database", diagnosis.database())
            .with("schemaVersion", diagnosis.schemaVersion())
            .withObjects(
                "findings", diagnosis.findings().stream().map(OverviewApi::finding).toList())
            .with("damageCount", damage.size())
            .withObjects(
                "damage", damage.stream().limit(SHOWN_DAMAGE).map(OverviewApi::damage).toList())
            .withTexts("lateTasks", late.stream().map(each -> each.task().id()).toList());
    coffer.maintenance().backups().ifPresent(status -> json.with("backups", BackupsApi.of(status)));
    return json;
  }

  private static Json finding(Finding finding) {
    return new Json()
        .with("about", finding.about())
        .with("found", finding.found())
        .with("advice", finding.advice());
  }

  private static Json damage(Damage damage) {
    return new Json()
        .withOptional("collection", damage.collection())
        .with("key", damage.key())
        .with("foundAt", damage.foundAt())
        .with("problem", damage.problem());
  }
}
