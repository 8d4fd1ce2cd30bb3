package dev.coffer;

import dev.coffer.backup.BackupPlan;
import dev.coffer.change.ChangeFeed;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Dialects;
import dev.coffer.dialect.Exclusivity;
import dev.coffer.format.JsonMapping;
import dev.coffer.hibernate.MappedReferences;
import dev.coffer.host.CofferListener;
import dev.coffer.host.CurrentTransaction;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.backup.BackUp;
import dev.coffer.maintenance.backup.BackupSource;
import dev.coffer.maintenance.collect.Collect;
import dev.coffer.maintenance.collect.UnprotectedReferences;
import dev.coffer.maintenance.engine.MaintenanceEngine;
import dev.coffer.maintenance.expire.Expire;
import dev.coffer.maintenance.measure.Measure;
import dev.coffer.maintenance.run.ForgetDictionaries;
import dev.coffer.maintenance.run.Recompress;
import dev.coffer.maintenance.run.Train;
import dev.coffer.maintenance.scrub.Scrub;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.Trim;
import dev.coffer.maintenance.upkeep.Analyze;
import dev.coffer.maintenance.upkeep.Defragment;
import dev.coffer.maintenance.upkeep.Evict;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.record.value.TypeNames;
import dev.coffer.replica.ReplicaSettings;
import dev.coffer.replica.ReplicaViews;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.AmbientTransactions;
import dev.coffer.tx.Commits;
import dev.coffer.tx.JtaCurrentTransaction;
import dev.coffer.tx.OutsideTransactions;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Creates the parts of a {@link Coffer} for a database. All tenants have the same settings.
 * Thread-safe.
 *
 * @param recordCache null for the default of the database
 * @param checked the access to the schema, if it was checked already
 * @param backups the plan of scheduled backups; null for none
 * @param replicas the replicas; without tenants
 */
record PartsMaker(
    ContentSettings contentSettings,
    RecordSettings recordSettings,
    FrameWriter frames,
    @Nullable RecordCacheMode recordCache,
    Duration recordCacheAge,
    long heapCacheBytes,
    Supplier<JsonMapping> json,
    boolean migrating,
    @Nullable SchemaAccess checked,
    StatisticsRecorder statistics,
    TypeNames types,
    List<CofferListener> listeners,
    MaintenanceSettings maintenance,
    @Nullable BackupPlan backups,
    ReplicaSettings replicas) {

  /**
   * Checks the product and the schema of a database and creates its parts.
   *
   * @param sessions the factory whose sessions use this database
   * @param tenant the owner of the database; null if the factory has no tenants
   * @param hosts supplies the host's transactions; null if the host does not supply them
   */
  CofferParts make(
      SessionFactory sessions, @Nullable String tenant, @Nullable CurrentTransaction hosts) {
    if (migrating && tenant == null) {
      OutsideTransactions.run(sessions, PartsMaker::migrate);
    } else if (migrating) {
      TenantMigration.migrate(sessions);
    }
    Surroundings surroundings = OutsideTransactions.run(sessions, this::surroundings);
    Dialect dialect = surroundings.dialect();
    SchemaAccess access = surroundings.access();
    Commits commits = new Commits();
    OwnTransactions own = new OwnTransactions(sessions, dialect, access, statistics, commits);
    CurrentTransaction current = hosts == null ? JtaCurrentTransaction.of(sessions) : hosts;
    Transactions transactions =
        current == null ? own : new AmbientTransactions(current, own, dialect, access, commits);
    ReplicaViews views =
        new ReplicaViews(
            own, transactions, current, dialect, commits, access, replicas, statistics);
    RecordCacheMode mode = recordCache == null ? surroundings.defaultMode() : recordCache;
    List<MappedReferences.Reference> mapped =
        MappedReferences.of(sessions.unwrap(SessionFactoryImplementor.class));
    UnprotectedReferences.record(own, mapped);
    ChangeFeed feed = new ChangeFeed(listenersOf(tenant));
    ContentEngine contents = new ContentEngine(contentSettings, frames, statistics, feed);
    RecordEngine records =
        new RecordEngine(
            recordSettings,
            contents,
            json,
            statistics,
            new RecordCaching(mode, heapCacheBytes, recordCacheAge),
            sessions,
            access.identity(),
            tenant,
            types,
            feed,
            own);
    Function<String, ContentEngine> contentsOfDomain =
        domain ->
            new ContentEngine(
                new ContentSettings(domain, contentSettings.algorithm()),
                frames,
                statistics,
                ChangeFeed.SILENT);
    return new CofferParts(
        own,
        views,
        commits,
        dialect,
        access,
        contents,
        records,
        mode,
        contentsOfDomain,
        new MaintenanceEngine(
            own,
            maintenance,
            tasks(
                own,
                mapped,
                contents,
                records,
                feed,
                domain -> contentsOfDomain.apply(domain).over(own)),
            feed),
        new ResourceSurvey(sessions, records, replicas.sources()));
  }

  private List<Task> tasks(
      OwnTransactions own,
      List<MappedReferences.Reference> mapped,
      ContentEngine contents,
      RecordEngine records,
      ChangeFeed feed,
      Function<String, ContentStore> contentsOfDomain) {
    List<Task> tasks = new ArrayList<>();
    tasks.add(new Expire(records.expired()));
    tasks.add(new Collect(mapped, feed));
    tasks.add(new Scrub(records.dictionaries(), contentsOfDomain, feed));
    tasks.add(new Train(records.dictionaryTraining()));
    tasks.add(new Analyze());
    tasks.add(new Defragment());
    tasks.add(new Evict(records::evictExpired, records.dictionaries()));
    tasks.add(new Recompress(records.dictionaries(), records.olderForms(), contents.frames()));
    tasks.add(new ForgetDictionaries(records.dictionaries(), contents.frames()));
    tasks.add(new Measure());
    tasks.add(new Trim());
    if (backups != null) {
      BackupSource source = new PlannedRepository(backups.settings(), own);
      tasks.add(new BackUp(backups, source, Clock.systemUTC()));
    }
    return tasks;
  }

  private List<CofferListener> listenersOf(@Nullable String tenant) {
    return tenant == null
        ? listeners
        : listeners.stream().map(each -> each.ofTenant(tenant)).toList();
  }

  private static boolean migrate(Connection connection) {
    Schema.migrate(connection);
    return true;
  }

  private Surroundings surroundings(Connection connection) throws SQLException {
    Dialect dialect = Dialects.of(connection);
    return new Surroundings(
        dialect,
        checked == null ? Schema.check(connection) : checked,
        Exclusivity.isCertain(connection, dialect));
  }

  private record Surroundings(Dialect dialect, SchemaAccess access, boolean exclusive) {

    RecordCacheMode defaultMode() {
      return exclusive ? RecordCacheMode.SINGLE_NODE : RecordCacheMode.VALIDATED;
    }
  }
}
