package dev.coffer;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.SchemaException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappings;
import dev.coffer.host.CofferListener;
import dev.coffer.host.CurrentTransaction;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.TypeName;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.value.TypeNames;
import dev.coffer.replica.ReplicaSettings;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.HostTenants;
import dev.coffer.tx.TenantSessions;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Coffer} over an entity manager factory. Not thread-safe. */
public final class CofferBuilder {

  private final EntityManagerFactory entityManagerFactory;
  private ContentSettings contentSettings = ContentSettings.defaults();
  private RecordSettings recordSettings = RecordSettings.defaults();
  private @Nullable FrameWriter frames;
  private @Nullable RecordCacheMode recordCache;
  private Duration recordCacheAge = RecordCaching.DEFAULT_MAX_AGE;
  private long heapCacheBytes = RecordCaching.DEFAULT_HEAP_BYTES;
  private @Nullable JsonMapping json;
  private @Nullable CurrentTransaction currentTransaction;
  private final List<CofferListener> listeners = new ArrayList<>();
  private final List<Consumer<TypeNames>> types = new ArrayList<>();
  private MaintenanceSettings maintenance = MaintenanceSettings.defaults();
  private @Nullable MaintenanceScheduler scheduler;
  private @Nullable BackupPlan backups;
  private final List<ReplicaSettings.Source> replicas = new ArrayList<>();
  private Duration replicaWait = ReplicaSettings.DEFAULT_WAIT;
  private boolean replicasByDefault;
  private boolean replicasInReadOnlyTransactions;
  private boolean migrating;

  CofferBuilder(EntityManagerFactory entityManagerFactory) {
    this.entityManagerFactory = entityManagerFactory;
  }

  /**
   * Sets the domain of contents. Domains are separate: equal bytes in two domains are stored twice,
   * and a hash from one domain reveals nothing about another. The default is the empty domain.
   *
   * @throws IllegalArgumentException if the name has more than 64 characters or characters other
   *     than printable ASCII
   */
  public CofferBuilder domain(String domain) {
    Objects.requireNonNull(domain, "The argument 'domain' is null.");
    contentSettings = new ContentSettings(domain, contentSettings.algorithm());
    return this;
  }

  /**
   * Sets the hash function of new contents; BLAKE3 by default. Contents with other hash functions
   * stay readable.
   */
  public CofferBuilder hashAlgorithm(HashAlgorithm algorithm) {
    Objects.requireNonNull(algorithm, "The argument 'algorithm' is null.");
    contentSettings = new ContentSettings(contentSettings.domain(), algorithm);
    return this;
  }

  /**
   * Sets the codec for written data by its name: {@code zstd}, {@code brotli}, {@code raw} for no
   * compression, or an application's own codec. The default is Zstandard, or Brotli where the
   * native library of Zstandard cannot be loaded. Frames of every available codec can be read.
   * Attributes with a compressing converter always use the default codec.
   *
   * @throws IllegalArgumentException if no codec has this name
   * @throws dev.coffer.api.CodecUnavailableException if the codec is not available
   */
  public CofferBuilder codec(String name) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    frames = FrameWriter.by(name);
    return this;
  }

  /** Sets the limits and the read behaviour of records. */
  public CofferBuilder records(RecordSettings settings) {
    recordSettings = Objects.requireNonNull(settings, "The argument 'settings' is null.");
    return this;
  }

  /**
   * Sets how far cached records are trusted; null means the default. The default is {@code
   * SINGLE_NODE} on an H2 database that only this process has open, and {@code VALIDATED}
   * otherwise, including an H2 database that a server or {@code AUTO_SERVER} shares with other
   * processes.
   */
  public CofferBuilder recordCache(@Nullable RecordCacheMode mode) {
    recordCache = mode;
    return this;
  }

  /**
   * Sets the longest age of a cached record in the mode {@code BOUNDED}: the time since its version
   * was last compared with the database. One second by default, at most a day. A clock of this
   * machine measures it, which may stand still while the machine sleeps.
   *
   * @throws IllegalArgumentException if it is not positive or more than a day
   */
  public CofferBuilder recordCacheAge(Duration maxAge) {
    recordCacheAge =
        RecordCaching.requireMaxAge(
            Objects.requireNonNull(maxAge, "The argument 'maxAge' is null."));
    return this;
  }

  /**
   * Sets the size of the heap cache of decoded record values, in estimated bytes; 16 MiB by
   * default, 0 for no cache. All instances over one factory share the cache of the first instance,
   * with its size.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public CofferBuilder heapCache(long bytes) {
    heapCacheBytes = RecordCaching.requireHeapBytes(bytes);
    return this;
  }

  /** Sets the JSON mapping of values. The default is the first mapping on the class path. */
  public CofferBuilder json(JsonMapping mapping) {
    json = Objects.requireNonNull(mapping, "The argument 'mapping' is null.");
    return this;
  }

  /**
   * Registers the name of a type before the first use of the type, as {@link
   * dev.coffer.record.RecordStore#registerType(Class, TypeName)} does. The instance refuses a wrong
   * name when it is built.
   */
  public CofferBuilder registerType(Class<?> type, TypeName typeName) {
    Objects.requireNonNull(type, "The argument 'type' is null.");
    Objects.requireNonNull(typeName, "The argument 'typeName' is null.");
    types.add(names -> names.register(type, typeName));
    return this;
  }

  /**
   * Makes each call join the host's active transaction on the calling thread. Writes of this
   * instance's own stores are then committed or rolled back with that transaction. Without an
   * active transaction, the stores use short transactions of their own, as they do without this
   * setting. A persistence unit with JTA does not need this setting: its transactions are always
   * joined.
   */
  public CofferBuilder joining(CurrentTransaction transaction) {
    currentTransaction = Objects.requireNonNull(transaction, "The argument 'transaction' is null.");
    return this;
  }

  /**
   * Adds a listener that is told of the changes that the instance has committed. Several listeners
   * are told in the order in which they were added. With a listener, a put of a small value takes a
   * transaction instead of one statement that is committed by itself.
   */
  public CofferBuilder listener(CofferListener listener) {
    listeners.add(Objects.requireNonNull(listener, "The argument 'listener' is null."));
    return this;
  }

  /**
   * Sets the schedule and the limits of maintenance. {@link Coffer#maintenance()} starts the
   * schedule.
   *
   * @throws dev.coffer.api.InvalidSettingException if a cron expression is not valid
   */
  public CofferBuilder maintenance(MaintenanceSettings settings) {
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    ScheduledTasks.of(settings);
    maintenance = settings;
    return this;
  }

  /**
   * Sets the plan of the task {@link dev.coffer.maintenance.MaintenanceTask#BACKUP}; without one,
   * the instance does not have the task. With tenants, the repository has the snapshots of all of
   * them.
   */
  public CofferBuilder backups(BackupPlan plan) {
    backups = Objects.requireNonNull(plan, "The argument 'plan' is null.");
    return this;
  }

  /**
   * Sets the scheduler of maintenance. The default is an in-memory scheduler of Quartz if Quartz is
   * on the class path, and two daemon threads otherwise.
   */
  public CofferBuilder scheduler(MaintenanceScheduler scheduler) {
    this.scheduler = Objects.requireNonNull(scheduler, "The argument 'scheduler' is null.");
    return this;
  }

  /**
   * Adds replicas of the database, which answer reads through {@link Coffer#reading}. Their pools
   * should give up the wait for a connection soon, so that the primary can answer instead. The
   * instance does not close them.
   */
  public CofferBuilder replicas(DataSource... dataSources) {
    Objects.requireNonNull(dataSources, "The argument 'dataSources' is null.");
    for (DataSource each : dataSources) {
      replica("replica-" + (replicas.size() + 1), each);
    }
    return this;
  }

  /**
   * Adds a replica with a name for logs and statistics; see {@link #replicas}.
   *
   * @throws IllegalArgumentException if another replica has this name
   */
  public CofferBuilder replica(String name, DataSource dataSource) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    Objects.requireNonNull(dataSource, "The argument 'dataSource' is null.");
    if (replicas.stream().anyMatch(each -> each.name().equals(name))) {
      throw new IllegalArgumentException("Two replicas have the name '" + name + "'.");
    }
    replicas.add(new ReplicaSettings.Source(name, dataSource));
    return this;
  }

  /**
   * Sets the longest time in which a replica may reach the last commit of this process before the
   * primary answers a read; 100 ms by default.
   *
   * @throws IllegalArgumentException if it is negative or longer than a minute
   */
  public CofferBuilder replicaWait(Duration wait) {
    Objects.requireNonNull(wait, "The argument 'wait' is null.");
    replicaWait = ReplicaSettings.requireWait(wait);
    return this;
  }

  /**
   * Sets whether {@link Coffer#records()} and {@link Coffer#contents()} read from replicas; false
   * by default.
   */
  public CofferBuilder replicasByDefault(boolean byDefault) {
    replicasByDefault = byDefault;
    return this;
  }

  /**
   * Sets whether replicas answer reads in the host's read-only transactions; false by default. Such
   * reads do not see the snapshot of the transaction. The {@link #joining joined} transactions must
   * say that they are {@linkplain CurrentTransaction#isReadOnly read-only}, as Spring's do.
   */
  public CofferBuilder replicasInReadOnlyTransactions(boolean use) {
    replicasInReadOnlyTransactions = use;
    return this;
  }

  /**
   * Sets whether to bring the schema up to date first; false by default. The migration uses a
   * connection of the factory outside any transaction. An application whose tables refer to
   * contents must migrate before it creates those tables; see {@link
   * Schema#migrate(javax.sql.DataSource)}.
   */
  public CofferBuilder migrating(boolean migrate) {
    migrating = migrate;
    return this;
  }

  /**
   * Checks the product and the schema of the database and builds the instance.
   *
   * @throws dev.coffer.api.UnsupportedHostException if the factory is not from Hibernate 6.6 or
   *     later
   * @throws dev.coffer.api.UnsupportedDatabaseException if the database is not supported, or has
   *     replicas and is none of MariaDB and PostgreSQL
   * @throws SchemaException if its schema is missing, altered, or too new
   * @throws dev.coffer.api.RecordTypeException if the name of a registered type cannot be used
   */
  public Coffer build() {
    return build(null, () -> {});
  }

  /**
   * Builds the instance of a database that was opened for it.
   *
   * @param checked the access to the schema, if it was checked already
   * @param closer closes what was opened
   */
  Coffer build(@Nullable SchemaAccess checked, Runnable closer) {
    SessionFactory sessions = HibernateHost.sessionFactoryOf(entityManagerFactory);
    StatisticsRecorder statistics = new StatisticsRecorder();
    TypeNames names = new TypeNames();
    types.forEach(each -> each.accept(names));
    PartsMaker maker =
        new PartsMaker(
            contentSettings,
            recordSettings,
            frames == null ? FrameWriter.preferred() : frames,
            recordCache,
            recordCacheAge,
            heapCacheBytes,
            jsonMapping(),
            migrating,
            checked,
            statistics,
            names,
            List.copyOf(listeners),
            maintenance,
            backups,
            new ReplicaSettings(
                replicas, replicaWait, replicasByDefault, replicasInReadOnlyTransactions));
    requireNoReplicasOfTenants(sessions);
    Tenancy tenancy =
        HostTenants.areApart(sessions)
            ? new TenantDatabases(
                sessions,
                currentTransaction,
                maker.types(),
                (tenant, current) ->
                    maker.make(
                        TenantSessions.of(sessions, tenant), String.valueOf(tenant), current))
            : new OneDatabase(maker.make(sessions, null, currentTransaction));
    return new Coffer(
        entityManagerFactory,
        tenancy,
        new CofferMaintenance(
            tenancy,
            maintenance,
            backups,
            scheduler,
            () -> EarlyStarts.writes(statistics.snapshot())),
        statistics,
        closer);
  }

  private void requireNoReplicasOfTenants(SessionFactory sessions) {
    if (!replicas.isEmpty() && HostTenants.areApart(sessions)) {
      throw new UnsupportedHostException(
          "A factory with tenants in separate databases or schemas cannot have replicas, because a"
              + " replica's data source has no tenant. Remove the replicas.");
    }
  }

  private Supplier<JsonMapping> jsonMapping() {
    JsonMapping given = json;
    return given == null ? JsonMappings::installed : () -> given;
  }
}
