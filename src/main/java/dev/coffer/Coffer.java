package dev.coffer;

import dev.coffer.api.ClosedException;
import dev.coffer.api.MissingLibraryException;
import dev.coffer.api.ReadFrom;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.backup.run.RepositorySnapshots;
import dev.coffer.content.ContentStore;
import dev.coffer.maintenance.CollectionProfile;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.ErasureReport;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.opener.StandaloneOpener;
import dev.coffer.record.RecordStore;
import dev.coffer.schema.SchemaVersion;
import dev.coffer.shard.cluster.ShardDatabase;
import dev.coffer.stats.Resources;
import dev.coffer.stats.Statistics;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.topology.Topology;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * The entry point to the records and contents of a database. Thread-safe. An application creates
 * one instance for each database and closes it on shutdown.
 *
 * <p>If the application's factory has tenants with separate databases or schemas, each call applies
 * to the current tenant of the calling thread.
 *
 * <p>{@link #records()} and {@link #contents()} run each call in a short transaction of their own,
 * or in the host's current transaction if the instance was built {@link CofferBuilder#joining
 * joining} it. {@link #in(EntityManager)} returns the same stores inside a transaction of the host.
 */
public final class Coffer extends CofferUpkeep implements Stores, AutoCloseable {

  private final EntityManagerFactory entityManagerFactory;
  private final Tenancy tenancy;
  private final CofferMaintenance maintenance;
  private final StatisticsRecorder statistics;
  private final Runnable closer;
  private volatile boolean inCluster;

  Coffer(
      EntityManagerFactory entityManagerFactory,
      Tenancy tenancy,
      CofferMaintenance maintenance,
      StatisticsRecorder statistics,
      Runnable closer) {
    super(tenancy);
    this.entityManagerFactory = entityManagerFactory;
    this.tenancy = tenancy;
    this.maintenance = maintenance;
    this.statistics = statistics;
    this.closer = closer;
  }

  /**
   * Opens an H2, MariaDB or PostgreSQL database by its URL, and brings its schema up to date.
   *
   * @throws dev.coffer.api.DatabaseUnavailableException if the database cannot be reached or used
   * @throws MissingLibraryException if HikariCP is not on the class path
   */
  public static Coffer open(String url) {
    return open(OpenSettings.of(url));
  }

  /** Opens a database; see {@link #open(String)}. */
  public static Coffer open(OpenSettings settings) {
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    return DatabaseOpening.open(settings);
  }

  /** Brings the schema of a database up to date and closes the database again. */
  public static void migrate(OpenSettings settings) {
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    StandaloneOpener.find().migrate(settings.database());
  }

  /**
   * Brings the schemas of these tenants up to date, one after the other. It uses connections from
   * the factory's {@code MultiTenantConnectionProvider}; the current tenant does not matter. If one
   * tenant fails, the remaining tenants are still migrated.
   *
   * @param tenants the tenant identifiers that the host's connection provider accepts
   * @throws dev.coffer.api.TenantMigrationException if some migrations failed; the exception names
   *     the failed and the migrated tenants
   * @throws dev.coffer.api.UnsupportedHostException if the factory is not from Hibernate 6.6 or
   *     later, or has no tenants with separate databases or schemas
   */
  public static void migrate(EntityManagerFactory entityManagerFactory, Collection<?> tenants) {
    Objects.requireNonNull(entityManagerFactory, "The argument 'entityManagerFactory' is null.");
    Objects.requireNonNull(tenants, "The argument 'tenants' is null.");
    TenantMigration.run(HibernateHost.sessionFactoryOf(entityManagerFactory), tenants);
  }

  /** Starts a builder over the application's entity manager factory, which Coffer never closes. */
  public static CofferBuilder over(EntityManagerFactory entityManagerFactory) {
    Objects.requireNonNull(entityManagerFactory, "The argument 'entityManagerFactory' is null.");
    return new CofferBuilder(entityManagerFactory);
  }

  /** Starts a builder of a cluster of several databases, each of which has a part of the keys. */
  public static ShardedCofferBuilder sharded() {
    return new ShardedCofferBuilder();
  }

  /** This database as a shard of a cluster. */
  ShardDatabase asShard(String name) {
    CofferParts parts = tenancy.current();
    inCluster = true;
    return new ShardDatabase(
        name, parts.own(), parts.records(), parts.contents(), parts.access().identity());
  }

  @Override
  public RecordStore records() {
    return tenancy.records();
  }

  @Override
  public ContentStore contents() {
    return tenancy.contents();
  }

  /**
   * The stores inside the transactions of an entity manager. Their writes use its connection and
   * are committed or rolled back with its transaction. Not thread-safe, because the entity manager
   * is not. A write without an active transaction fails with {@link
   * dev.coffer.api.TransactionRequiredException}.
   *
   * <p>A retryable error of the database surfaces as {@link
   * dev.coffer.api.TransientCofferException}: roll back and replay.
   */
  public Stores in(EntityManager entityManager) {
    Objects.requireNonNull(entityManager, "The argument 'entityManager' is null.");
    CofferParts parts = tenancy.of(entityManager);
    if (parts.own().isClosed()) {
      throw new ClosedException("This Coffer is closed; build a new one.");
    }
    return parts.joined(entityManager);
  }

  /**
   * The same stores with this choice of who answers their reads. Writes, transactions of the host
   * and reads on which a write depends use the primary. With tenants, the stores stay with the
   * current tenant.
   *
   * @throws IllegalArgumentException if the position of the choice is none of this database
   */
  public Stores reading(ReadFrom choice) {
    Objects.requireNonNull(choice, "The argument 'choice' is null.");
    CofferParts parts = tenancy.current();
    return parts.storesOver(parts.views().of(choice));
  }

  /**
   * A position in the sequence of the primary's commits that everything committed by this process
   * precedes, as a short text for {@link ReadFrom#atLeast} in another process. The call asks the
   * primary if this process has committed since the last question. Empty if the database keeps no
   * log of its commits, as H2 does not.
   */
  public Optional<String> position() {
    return tenancy.current().views().position();
  }

  /**
   * The entity manager factory under this instance: the application's, or the one that {@link
   * #open} created. In the latter case it closes with this instance.
   */
  public EntityManagerFactory entityManagerFactory() {
    return entityManagerFactory;
  }

  /**
   * Evicts all cached records of this process. Call it after the tables were changed without
   * Coffer, for example by a restored dump or by hand, or after the server ended connections on
   * which a write got no answer. {@code EntityManagerFactory.getCache().evictAll()} does not evict
   * records.
   */
  public void evictCachedRecords() {
    tenancy.known().forEach(parts -> parts.records().forgetCached());
  }

  /** The maintenance of the stored data: its tasks, their schedule and their history. */
  public Maintenance maintenance() {
    return maintenance;
  }

  /** The statistics of this instance since it was built. The call only reads counters. */
  public Statistics statistics() {
    return statistics.snapshot();
  }

  /**
   * The connections of the pools and the memory of the caches that this instance uses now. The call
   * reads counters of the libraries, and runs no statement.
   */
  public Resources resources() {
    return tenancy.current().resources().now();
  }

  /**
   * A report of the stored data, counted by new queries. The queries scan whole tables but do not
   * read the stored bytes.
   */
  public StorageReport report() {
    return data().report();
  }

  /**
   * The distribution of the sizes, codecs and ages of the values of a collection, counted by new
   * queries. One of them reads all rows of the collection, but the process reads only groups of
   * them: its cost is that of {@link #report()} for one collection. A collection without records
   * has an empty profile.
   */
  public CollectionProfile profile(String collection) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    return data().profile(collection);
  }

  /**
   * Checks the environment, for example the settings of the database, for errors and poor choices.
   * It runs a few small queries.
   */
  public Diagnosis diagnose() {
    return data().diagnose(!inCluster);
  }

  /**
   * Surveys the servers and processes around this instance, by a few small queries. It asks no
   * replica: their states are those that reads have found.
   *
   * @throws dev.coffer.api.DatabaseUnavailableException if the database cannot be reached
   */
  public Topology topology() {
    return data().topology();
  }

  /**
   * Queries the version of Coffer's schema. The call also shows whether the database can be
   * reached.
   *
   * @throws dev.coffer.api.DatabaseUnavailableException if it cannot be reached
   */
  public SchemaVersion schema() {
    return data().schema();
  }

  /**
   * Erases a record for good, also if it has expired or was deleted: its row, its entries in the
   * caches of this process, the dense dictionaries of its collection, and its content if no other
   * row refers to it. The call takes several transactions, and may read the whole collection;
   * repeat it if it fails. The report says what may still hold data of the record.
   *
   * @param key the text of the key
   * @throws dev.coffer.api.ActiveTransactionException if the application has a transaction on the
   *     calling thread
   */
  public ErasureReport erase(String collection, String key) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    Objects.requireNonNull(key, "The argument 'key' is null.");
    return RecordErasure.run(tenancy.current(), entityManagerFactory, collection, key);
  }

  /**
   * The backups of the records and contents in a repository. The call opens the repository, and
   * creates it if its directory is empty or absent.
   *
   * @throws dev.coffer.backup.RepositoryAccessException if the file system refuses it
   */
  public Backups backups(BackupSettings settings) {
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    return data().backups(settings, this::evictCachedRecords, entityManagerFactory.getCache());
  }

  /**
   * Opens a repository of backups without its database, to list, check and remove snapshots.
   *
   * @throws dev.coffer.api.CofferException if there is none, or the secret is another one
   */
  public static SnapshotRepository openRepository(BackupSettings settings) {
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    return new RepositorySnapshots(settings, ScratchH2::new);
  }

  /**
   * The backups in the repository of the scheduled ones; see {@link #backups(BackupSettings)}.
   *
   * @throws dev.coffer.api.InvalidSettingException if the instance has no plan of backups
   */
  public Backups backups() {
    return backups(maintenance.repository());
  }

  /** Closes this instance and what {@link #open} opened. An application's factory stays open. */
  @Override
  public void close() {
    maintenance.close();
    if (tenancy.close()) {
      tenancy.known().forEach(parts -> parts.records().close());
      closer.run();
    }
  }
}
