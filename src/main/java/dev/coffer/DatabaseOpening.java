package dev.coffer;

import dev.coffer.opener.OpenedDatabase;
import dev.coffer.opener.StandaloneOpener;
import dev.coffer.record.RecordSettings;
import javax.sql.DataSource;

/** Opens a database with a pool, caches and an entity manager factory of its own. Stateless. */
final class DatabaseOpening {

  private DatabaseOpening() {}

  /** Opens a database, which closes with the returned instance. */
  static Coffer open(OpenSettings settings) {
    OpenedDatabase opened = StandaloneOpener.find().open(settings.database());
    try {
      CofferBuilder builder =
          Coffer.over(opened.entityManagerFactory())
              .recordCache(settings.recordCache())
              .recordCacheAge(settings.recordCacheAge())
              .heapCache(settings.heapCacheBytes())
              .hashAlgorithm(settings.hashAlgorithm())
              .records(
                  RecordSettings.defaults()
                      .withUnknownProperties(settings.unknownProperties())
                      .withDictionaries(settings.dictionaries()));
      if (settings.codec() != null) {
        builder.codec(settings.codec());
      }
      settings.listeners().forEach(builder::listener);
      builder.maintenance(settings.maintenance());
      builder
          .replicas(opened.replicas().toArray(DataSource[]::new))
          .replicaWait(settings.replicaWait())
          .replicasByDefault(settings.replicasByDefault());
      if (settings.backups() != null) {
        builder.backups(settings.backups());
      }
      Coffer coffer = builder.build(opened.access(), opened.closer());
      if (settings.startsMaintenance()) {
        coffer.maintenance().start();
      }
      return coffer;
    } catch (RuntimeException | Error e) {
      opened.closer().run();
      throw e;
    }
  }
}
