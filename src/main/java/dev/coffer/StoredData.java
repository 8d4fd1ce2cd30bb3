package dev.coffer;

import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.run.RepositoryBackups;
import dev.coffer.entity.StoredContent;
import dev.coffer.maintenance.CollectionDictionary;
import dev.coffer.maintenance.CollectionProfile;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.maintenance.Finding;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.VerificationProgress;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.maintenance.measure.ProfileSurvey;
import dev.coffer.maintenance.run.ContentCheck;
import dev.coffer.maintenance.run.Examination;
import dev.coffer.maintenance.run.Recompression;
import dev.coffer.maintenance.run.RecordCheck;
import dev.coffer.maintenance.run.StorageSurvey;
import dev.coffer.maintenance.run.Verification;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaVersion;
import dev.coffer.topology.ClusterState;
import dev.coffer.topology.Topology;
import dev.coffer.topology.survey.ClusterExamination;
import dev.coffer.topology.survey.ShardExamination;
import dev.coffer.topology.survey.TopologySurvey;
import jakarta.persistence.Cache;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The operations of {@link Coffer} on all stored data of a tenant: reports, checks, recompression
 * and dictionaries. Thread-safe.
 */
record StoredData(CofferParts parts) {

  StorageReport report() {
    return parts.own().read(StorageSurvey::report);
  }

  CollectionProfile profile(String collection) {
    return parts.own().read(unit -> ProfileSurvey.of(unit, collection));
  }

  /**
   * Checks the environment.
   *
   * @param alone whether the database is not used by a cluster of shards
   */
  Diagnosis diagnose(boolean alone) {
    TopologySurvey survey = new TopologySurvey(parts.own());
    ClusterState cluster = survey.cluster();
    List<Finding> ofCluster = ClusterExamination.of(cluster);
    if (cluster != null && !cluster.hasQuorum()) {
      // The node would refuse the other queries.
      return new Diagnosis(survey.database(), parts.access().version(), ofCluster);
    }
    return new Examination(parts.own(), parts.recordCache(), Clock.systemUTC())
        .run()
        .with(ofCluster)
        .with(alone ? ShardExamination.ofUseAlone(survey.shard()) : List.of())
        .with(parts.views().examine());
  }

  Topology topology() {
    return new TopologySurvey(parts.own()).run(parts.views().states(), parts.maintenance().node());
  }

  SchemaVersion schema() {
    return parts.own().read(unit -> Schema.version(unit.connection()));
  }

  VerificationReport verify(VerificationProgress progress) {
    return new Verification(
            parts.own(),
            new RecordCheck(parts.own(), parts.records().dictionaries()),
            new ContentCheck(parts.own(), parts::contentsOf),
            progress)
        .run();
  }

  RecompressionReport recompress(RecompressionPlan plan, BooleanSupplier goOn) {
    return new Recompression(
            parts.own(),
            parts.records().dictionaries(),
            parts.records().dictionaryTraining(),
            parts.records().olderForms(),
            parts.contents().frames(),
            plan,
            goOn,
            false)
        .run();
  }

  List<CollectionDictionary> dictionaries() {
    return parts.own().read(unit -> parts.records().dictionaries().used(unit));
  }

  DictionaryReport trainDictionary(String collection) {
    return parts.records().dictionaryTraining().train(parts.own(), collection);
  }

  boolean forgetDictionary(String collection) {
    return parts.records().dictionaries().forget(parts.own(), collection);
  }

  /**
   * The backups in a repository. After a restore they empty the caches.
   *
   * @param rows the second-level cache
   */
  Backups backups(BackupSettings settings, Runnable evictCachedRecords, Cache rows) {
    Runnable evictAll =
        () -> {
          evictCachedRecords.run();
          rows.evict(StoredContent.class);
        };
    return new RepositoryBackups(
        parts.own(), settings, parts.maintenance().node(), evictAll, ScratchH2::new);
  }
}
