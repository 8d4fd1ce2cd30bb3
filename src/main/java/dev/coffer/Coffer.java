package dev.coffer;

import dev.coffer.api.ClosedException;
import dev.coffer.api.MissingLibraryException;
import dev.coffer.content.ContentStore;
import dev.coffer.dictionary.DictionaryReport;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.VerificationProgress;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.maintenance.run.Examination;
import dev.coffer.maintenance.run.Recompression;
import dev.coffer.maintenance.run.StorageSurvey;
import dev.coffer.maintenance.run.Verification;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.RecordStore;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaVersion;
import dev.coffer.stats.Statistics;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.HostTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Records and contents in a database: the front door. Thread-safe; an application has one for each
 * database and closes it at its end.
 *
 * <p>Where the factory of an application has tenants with databases or schemas of their own, each
 * call is for the tenant that is current on the calling thread.
 *
 * <p>Its own {@link #records()} and {@link #contents()} run each call in a short transaction of its
 * own, or in the current one of the host where it was built {@link CofferBuilder#joining joining}
 * them. {@link #in(EntityManager)} gives the same stores inside the transaction of a host.
 */
public final class Coffer implements Stores, AutoCloseable {

  private final Tenancy tenancy;
  private final StatisticsRecorder statistics;
  private final Runnable closer;

  Coffer(Tenancy tenancy, StatisticsRecorder statistics, Runnable closer) {
    this.tenancy = tenancy;
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
    OpenedDatabase opened = opener().open(settings);
    try {
      CofferBuilder builder =
          over(opened.entityManagerFactory())
              .recordCache(settings.recordCache())
              .heapCache(settings.heapCacheBytes())
              .hashAlgorithm(settings.hashAlgorithm())
              .autoDictionaries(settings.autoDictionaries())
              .records(
                  RecordSettings.defaults().withUnknownProperties(settings.unknownProperties()));
      if (settings.codec() != null) {
        builder.codec(settings.codec());
      }
      return builder.build(opened.closer());
    } catch (RuntimeException | Error e) {
      opened.closer().run();
      throw e;
    }
  }

  /** Brings the schema of a database up to date, and leaves it closed. */
  public static void migrate(OpenSettings settings) {
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    opener().migrate(settings);
  }

  /**
   * Brings the schema of every one of these tenants up to date, one after the other, on a
   * connection that the factory's {@code MultiTenantConnectionProvider} gives for it. Which tenant
   * is current does not matter. A tenant that fails does not keep the others from their turn.
   *
   * @param tenants as the connection provider of the host knows them
   * @throws dev.coffer.api.TenantMigrationException if some failed; it names them and the others
   * @throws dev.coffer.api.UnsupportedHostException if the factory is not one of Hibernate, 6.6 or
   *     later, or has no tenants with databases or schemas of their own
   */
  public static void migrate(EntityManagerFactory entityManagerFactory, Collection<?> tenants) {
    Objects.requireNonNull(entityManagerFactory, "The argument 'entityManagerFactory' is null.");
    Objects.requireNonNull(tenants, "The argument 'tenants' is null.");
    TenantMigration.run(HibernateHost.sessionFactoryOf(entityManagerFactory), tenants);
  }

  /** Begins a Coffer over the entity manager factory of an application, which stays its owner's. */
  public static CofferBuilder over(EntityManagerFactory entityManagerFactory) {
    Objects.requireNonNull(entityManagerFactory, "The argument 'entityManagerFactory' is null.");
    return new CofferBuilder(entityManagerFactory);
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
   * The stores inside the transactions of an entity manager: what they write is committed or rolled
   * back with everything else in it, on its connection. Not thread-safe, as the entity manager is
   * not; a write without an active transaction fails with {@link
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
    HostTransactions joined = new HostTransactions(entityManager, parts.database(), parts.access());
    return new JoinedStores(parts.records().over(joined), parts.contents().over(joined));
  }

  /**
   * Forgets every record that is cached in this process. For use after the tables were changed past
   * Coffer, by a restored dump or by hand, or when the server has ended connections over which a
   * write got no answer: {@code EntityManagerFactory.getCache().evictAll()} does not reach the
   * records.
   */
  public void evictCachedRecords() {
    tenancy.known().forEach(parts -> parts.records().forgetCached());
  }

  /** What this Coffer has done since it was built. Costs nothing but the reading of counters. */
  public Statistics statistics() {
    return statistics.snapshot();
  }

  /** What is stored, counted in the database anew; it reads whole tables, without their bytes. */
  public StorageReport report() {
    return new StorageSurvey(tenancy.current().own()).report();
  }

  /**
   * Looks for what is wrong or unwise in the environment, such as settings of the database, by a
   * few small queries.
   */
  public Diagnosis diagnose() {
    CofferParts parts = tenancy.current();
    return new Examination(parts.own(), parts.recordCache(), Clock.systemUTC()).run();
  }

  /**
   * Asks the database for the version of Coffer's schema, which also shows that it can be reached.
   *
   * @throws dev.coffer.api.DatabaseUnavailableException if it cannot be reached
   */
  public SchemaVersion schema() {
    return tenancy.current().own().read(unit -> Schema.version(unit.connection()));
  }

  /** Reads everything that is stored and checks every checksum and every hash. */
  public VerificationReport verify() {
    return verify(VerificationProgress.NONE);
  }

  /** Reads everything that is stored and checks it, and tells how far it has come. */
  public VerificationReport verify(VerificationProgress progress) {
    Objects.requireNonNull(progress, "The argument 'progress' is null.");
    CofferParts parts = tenancy.current();
    return new Verification(
            parts.own(),
            domain -> parts.contentsOfDomain().apply(domain).over(parts.own()),
            parts.records().dictionaries(),
            progress)
        .run();
  }

  /**
   * Recompresses by {@link RecompressionPlan#defaults()}; see {@link
   * #recompress(RecompressionPlan)}.
   */
  public RecompressionReport recompress() {
    return recompress(RecompressionPlan.defaults());
  }

  /**
   * Compresses anew, with all effort, what nobody has written for a while, and replaces it where
   * that saves enough. No value, version or time changes. Collections that were opted in by {@link
   * CofferBuilder#autoDictionaries} get their dictionaries first. What one run has tried the next
   * one leaves alone.
   *
   * <p>It takes all cores for seconds to hours, in short transactions of its own that wait for
   * nobody: run it when there is little else to do. What cannot be read is left alone and reported.
   */
  public RecompressionReport recompress(RecompressionPlan plan) {
    return recompress(plan, () -> true);
  }

  /**
   * The same until it is told to stop; the next run goes on from there.
   *
   * @param goOn asked every few MiB whether to go on
   */
  public RecompressionReport recompress(RecompressionPlan plan, BooleanSupplier goOn) {
    Objects.requireNonNull(plan, "The argument 'plan' is null.");
    Objects.requireNonNull(goOn, "The argument 'goOn' is null.");
    CofferParts parts = tenancy.current();
    Set<String> trained = new HashSet<>(plan.dictionariesFor());
    trained.addAll(parts.autoDictionaries());
    return new Recompression(
            parts.own(),
            parts.records().dictionaries(),
            parts.contents().frames(),
            plan.withDictionariesFor(trained),
            goOn)
        .run();
  }

  /**
   * Makes a compression dictionary from values of a collection that stand in their records, and
   * compresses new values of it with that, if that makes them a tenth smaller at least. It holds
   * pieces of those values; see {@link #forgetDictionary}. What is stored already stays as it is.
   * Reads some thousand values from all over the collection and writes one row, in transactions of
   * its own. Other processes write with it some 30 seconds later, and read at once.
   *
   * @return what it gains, measured on values that it was not made from
   */
  public DictionaryReport trainDictionary(String collection) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    CofferParts parts = tenancy.current();
    return parts.records().dictionaries().train(parts.own(), collection);
  }

  /**
   * Retires the dictionaries of a collection: new values are compressed without one, some 30
   * seconds later in other processes. Values that were compressed with one stay readable, so its
   * row, with the pieces of values in it, stays too.
   *
   * @return whether there was one
   */
  public boolean forgetDictionary(String collection) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    CofferParts parts = tenancy.current();
    return parts.records().dictionaries().forget(parts.own(), collection);
  }

  /** Ends this Coffer, and what {@link #open} opened; an application's own factory stays open. */
  @Override
  public void close() {
    if (tenancy.close()) {
      tenancy.known().forEach(parts -> parts.records().close());
      closer.run();
    }
  }

  private static StandaloneOpener opener() {
    StandaloneOpener missing = null;
    for (StandaloneOpener opener : ServiceLoader.load(StandaloneOpener.class)) {
      if (opener.isAvailable()) {
        return opener;
      }
      missing = opener;
    }
    String dependency = missing == null ? "dev.coffer:coffer" : missing.dependency();
    throw new MissingLibraryException(
        dependency,
        "Opening a database by its URL needs a connection pool: add " + dependency + ".");
  }

  private record JoinedStores(RecordStore records, ContentStore contents) implements Stores {}
}
