package dev.coffer;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.backup.BackupPlan;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.host.CofferListener;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.UnknownProperties;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.replica.ReplicaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings to open a database by its JDBC URL, for applications without an {@code
 * EntityManagerFactory} of their own. Immutable: each {@code with…} method returns a changed copy.
 */
public final class OpenSettings {

  /** The default of {@link #poolSize}. */
  public static final int DEFAULT_POOL_SIZE = DatabaseSettings.DEFAULT_POOL_SIZE;

  /** The default of {@link #cacheHeapEntries}. */
  public static final long DEFAULT_CACHE_HEAP_ENTRIES = DatabaseSettings.DEFAULT_CACHE_HEAP_ENTRIES;

  private static final Duration SHARD_CONNECTION_WAIT = Duration.ofSeconds(5);

  private DatabaseSettings database;
  private @Nullable Duration connectionWait;
  private @Nullable RecordCacheMode recordCache;
  private Duration recordCacheAge = RecordCaching.DEFAULT_MAX_AGE;
  private long heapCacheBytes = RecordCaching.DEFAULT_HEAP_BYTES;
  private HashAlgorithm hashAlgorithm = HashAlgorithm.BLAKE3;
  private @Nullable String codec;
  private DictionarySettings dictionaries = DictionarySettings.defaults();
  private UnknownProperties unknownProperties = UnknownProperties.REFUSE;
  private List<CofferListener> listeners = List.of();
  private @Nullable MaintenanceSettings maintenance;
  private @Nullable BackupPlan backups;
  private Duration replicaWait = ReplicaSettings.DEFAULT_WAIT;
  private boolean replicasByDefault;

  private OpenSettings(DatabaseSettings database) {
    this.database = database;
  }

  private OpenSettings(OpenSettings other) {
    this.database = other.database;
    this.connectionWait = other.connectionWait;
    this.recordCache = other.recordCache;
    this.recordCacheAge = other.recordCacheAge;
    this.heapCacheBytes = other.heapCacheBytes;
    this.hashAlgorithm = other.hashAlgorithm;
    this.codec = other.codec;
    this.dictionaries = other.dictionaries;
    this.unknownProperties = other.unknownProperties;
    this.listeners = other.listeners;
    this.maintenance = other.maintenance;
    this.backups = other.backups;
    this.replicaWait = other.replicaWait;
    this.replicasByDefault = other.replicasByDefault;
  }

  /**
   * The default settings for the URL of an H2, MariaDB or PostgreSQL database.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static OpenSettings of(String url) {
    return new OpenSettings(DatabaseSettings.of(url));
  }

  /** The JDBC URL. */
  public String url() {
    return database.url();
  }

  /** The user; null if the URL contains it or the database needs none. */
  public @Nullable String user() {
    return database.user();
  }

  /** The password; null if the URL contains it or the database needs none. */
  public @Nullable String password() {
    return database.password();
  }

  /** The largest number of connections; {@value #DEFAULT_POOL_SIZE} by default. */
  public int poolSize() {
    return database.poolSize();
  }

  /**
   * The longest wait for a connection of the pool: 10 s by default, and 5 s for a shard, so that
   * the first calls to one that went down fail sooner.
   */
  public Duration connectionWait() {
    return connectionWait == null ? DatabaseSettings.DEFAULT_CONNECTION_WAIT : connectionWait;
  }

  /** Whether to bring the schema up to date when opening; true by default. */
  public boolean migrate() {
    return database.migrate();
  }

  /** The maximum number of rows that the second-level cache holds on the heap; 0 for none. */
  public long cacheHeapEntries() {
    return database.cacheHeapEntries();
  }

  /**
   * The maximum number of bytes of frames and rows that the second-level cache holds off-heap; 0
   * for none. The default is a quarter of the JVM's limit of off-heap memory, at most 64 MiB.
   */
  public long cacheOffHeapBytes() {
    return database.cacheOffHeapBytes();
  }

  /**
   * The directory of the disk cache for frames of contents; null, the default, for no disk cache.
   */
  public @Nullable Path cacheDirectory() {
    return database.cacheDirectory();
  }

  /** How far cached records are trusted; null for the default of the database. */
  public @Nullable RecordCacheMode recordCache() {
    return recordCache;
  }

  /** The longest age of a cached record in the mode {@code BOUNDED}. */
  public Duration recordCacheAge() {
    return recordCacheAge;
  }

  /** The size of the heap cache of decoded values, in bytes; 0 for no cache. */
  public long heapCacheBytes() {
    return heapCacheBytes;
  }

  /** The hash function of new contents; BLAKE3 by default. */
  public HashAlgorithm hashAlgorithm() {
    return hashAlgorithm;
  }

  /** The codec for written data; null for the default of {@link CofferBuilder#codec}. */
  public @Nullable String codec() {
    return codec;
  }

  /** The compression dictionaries of the collections; common ones by default. */
  public DictionarySettings dictionaries() {
    return dictionaries;
  }

  /** The handling of properties that a stored value has and its class does not. */
  public UnknownProperties unknownProperties() {
    return unknownProperties;
  }

  /** The listeners to committed changes; none by default. */
  public List<CofferListener> listeners() {
    return listeners;
  }

  /** The application's entity classes in the factory that is opened; none by default. */
  public Set<Class<?>> entities() {
    return database.entities();
  }

  /** The settings of maintenance. */
  public MaintenanceSettings maintenance() {
    return maintenance == null ? MaintenanceSettings.defaults() : maintenance;
  }

  /** The plan of scheduled backups; null, the default, for none. */
  public @Nullable BackupPlan backups() {
    return backups;
  }

  /** The JDBC URLs of the replicas; none by default. */
  public List<String> replicas() {
    return database.replicas();
  }

  /** The longest wait for a replica; 100 ms by default. */
  public Duration replicaWait() {
    return replicaWait;
  }

  /** Whether replicas answer reads for which nothing else was said; false by default. */
  public boolean replicasByDefault() {
    return replicasByDefault;
  }

  /** Whether {@link #withMaintenance} was called. */
  boolean startsMaintenance() {
    return maintenance != null;
  }

  /** A copy with this user. */
  public OpenSettings withUser(@Nullable String user) {
    return over(database.withUser(user));
  }

  /** A copy with this password. */
  public OpenSettings withPassword(@Nullable String password) {
    return over(database.withPassword(password));
  }

  /** A copy with a pool of at most this many connections, at least 1. */
  public OpenSettings withPoolSize(int poolSize) {
    return over(database.withPoolSize(poolSize));
  }

  /**
   * A copy with this longest wait for a connection of the pool.
   *
   * @throws IllegalArgumentException if it is shorter than 250 ms or longer than 10 minutes
   */
  public OpenSettings withConnectionWait(Duration wait) {
    Objects.requireNonNull(wait, "The argument 'wait' is null.");
    OpenSettings copy = over(database.withConnectionWait(wait));
    copy.connectionWait = wait;
    return copy;
  }

  /** These settings for a shard, whose calls wait for a connection shortly unless it is set. */
  OpenSettings ofShard() {
    return connectionWait == null ? withConnectionWait(SHARD_CONNECTION_WAIT) : this;
  }

  /** A copy that migrates when opening, or does not. */
  public OpenSettings withMigration(boolean migrate) {
    return over(database.withMigration(migrate));
  }

  /** A copy with a second-level cache of this many rows on the heap and bytes off-heap. */
  public OpenSettings withCache(long heapEntries, long offHeapBytes) {
    return over(database.withCache(heapEntries, offHeapBytes));
  }

  /** A copy that caches frames of contents in this directory too. */
  public OpenSettings withCacheDirectory(@Nullable Path cacheDirectory) {
    return over(database.withCacheDirectory(cacheDirectory));
  }

  /** A copy with this mode of the record cache; null for the default of the database. */
  public OpenSettings withRecordCache(@Nullable RecordCacheMode recordCache) {
    OpenSettings copy = new OpenSettings(this);
    copy.recordCache = recordCache;
    return copy;
  }

  /**
   * A copy with this longest age of a cached record in the mode {@code BOUNDED}: the time since its
   * version was last compared with the database.
   *
   * @throws IllegalArgumentException if it is not positive or more than a day
   */
  public OpenSettings withRecordCacheAge(Duration maxAge) {
    OpenSettings copy = new OpenSettings(this);
    copy.recordCacheAge =
        RecordCaching.requireMaxAge(
            Objects.requireNonNull(maxAge, "The argument 'maxAge' is null."));
    return copy;
  }

  /** A copy with a heap cache of decoded values of this size in bytes; 0 for no cache. */
  public OpenSettings withHeapCache(long heapCacheBytes) {
    OpenSettings copy = new OpenSettings(this);
    copy.heapCacheBytes = RecordCaching.requireHeapBytes(heapCacheBytes);
    return copy;
  }

  /**
   * A copy with this hash function for new contents. Contents with other hash functions stay
   * readable.
   */
  public OpenSettings withHashAlgorithm(HashAlgorithm hashAlgorithm) {
    OpenSettings copy = new OpenSettings(this);
    copy.hashAlgorithm =
        Objects.requireNonNull(hashAlgorithm, "The argument 'hashAlgorithm' is null.");
    return copy;
  }

  /**
   * A copy with these settings of maintenance, whose schedule starts when the database is opened.
   * Without this call, {@link Coffer#open} starts no schedule and no thread.
   *
   * @throws dev.coffer.api.InvalidSettingException if a cron expression is not valid
   */
  public OpenSettings withMaintenance(MaintenanceSettings maintenance) {
    Objects.requireNonNull(maintenance, "The argument 'maintenance' is null.");
    ScheduledTasks.of(maintenance);
    OpenSettings copy = new OpenSettings(this);
    copy.maintenance = maintenance;
    return copy;
  }

  /**
   * A copy with this plan of the task {@link dev.coffer.maintenance.MaintenanceTask#BACKUP}. Its
   * schedule is that of {@link #withMaintenance}, which starts it.
   */
  public OpenSettings withBackups(BackupPlan plan) {
    OpenSettings copy = new OpenSettings(this);
    copy.backups = Objects.requireNonNull(plan, "The argument 'plan' is null.");
    return copy;
  }

  /**
   * A copy with these replicas, by their JDBC URLs, each with a pool of the size of the primary's.
   * User and password are the primary's. A replica that is down does not keep the database from
   * opening. See {@link CofferBuilder#replicas}.
   */
  public OpenSettings withReplicas(String... urls) {
    Objects.requireNonNull(urls, "The argument 'urls' is null.");
    return over(database.withReplicas(List.of(urls)));
  }

  /** A copy with this longest wait for a replica; see {@link CofferBuilder#replicaWait}. */
  public OpenSettings withReplicaWait(Duration wait) {
    Objects.requireNonNull(wait, "The argument 'wait' is null.");
    OpenSettings copy = new OpenSettings(this);
    copy.replicaWait = ReplicaSettings.requireWait(wait);
    return copy;
  }

  /** A copy that reads from replicas by default; see {@link CofferBuilder#replicasByDefault}. */
  public OpenSettings withReplicasByDefault(boolean byDefault) {
    OpenSettings copy = new OpenSettings(this);
    copy.replicasByDefault = byDefault;
    return copy;
  }

  /** A copy with this codec for written data. */
  public OpenSettings withCodec(@Nullable String codec) {
    OpenSettings copy = new OpenSettings(this);
    copy.codec = codec;
    return copy;
  }

  /** A copy with these compression dictionaries. */
  public OpenSettings withDictionaries(DictionarySettings dictionaries) {
    OpenSettings copy = new OpenSettings(this);
    copy.dictionaries =
        Objects.requireNonNull(dictionaries, "The argument 'dictionaries' is null.");
    return copy;
  }

  /** A copy that refuses or ignores properties that the class of a value does not have. */
  public OpenSettings withUnknownProperties(UnknownProperties unknownProperties) {
    OpenSettings copy = new OpenSettings(this);
    copy.unknownProperties =
        Objects.requireNonNull(unknownProperties, "The argument 'unknownProperties' is null.");
    return copy;
  }

  /** A copy with one more listener; see {@link CofferBuilder#listener}. */
  public OpenSettings withListener(CofferListener listener) {
    Objects.requireNonNull(listener, "The argument 'listener' is null.");
    OpenSettings copy = new OpenSettings(this);
    copy.listeners = Stream.concat(listeners.stream(), Stream.of(listener)).toList();
    return copy;
  }

  /**
   * A copy with these entity classes of the application, for use with {@link
   * Coffer#entityManagerFactory()} and {@link TransactionalStores#entityManager()}. The application
   * creates their tables.
   */
  public OpenSettings withEntities(Collection<Class<?>> entities) {
    Objects.requireNonNull(entities, "The argument 'entities' is null.");
    return over(database.withEntities(entities));
  }

  DatabaseSettings database() {
    return database;
  }

  private OpenSettings over(DatabaseSettings changed) {
    OpenSettings copy = new OpenSettings(this);
    copy.database = changed;
    return copy;
  }

  /** Contains the URL, the user and the pool size, never the password. */
  @Override
  public String toString() {
    return "OpenSettings[url=" + url() + ", user=" + user() + ", poolSize=" + poolSize() + "]";
  }
}
