package dev.coffer;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.cache.CacheSizes;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.UnknownProperties;
import dev.coffer.record.cache.RecordCaching;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings to open a database by its JDBC URL, for applications without an {@code
 * EntityManagerFactory} of their own. Immutable: each {@code with…} method returns a changed copy.
 */
public final class OpenSettings {

  /** The default of {@link #poolSize}. */
  public static final int DEFAULT_POOL_SIZE = 10;

  /** The default of {@link #cacheHeapEntries}. */
  public static final long DEFAULT_CACHE_HEAP_ENTRIES = 10_000;

  private final String url;
  private @Nullable String user;
  private @Nullable String password;
  private int poolSize = DEFAULT_POOL_SIZE;
  private boolean migrate = true;
  private long cacheHeapEntries = DEFAULT_CACHE_HEAP_ENTRIES;
  private long cacheOffHeapBytes = CacheSizes.defaultOffHeapBytes();
  private @Nullable Path cacheDirectory;
  private @Nullable RecordCacheMode recordCache;
  private long heapCacheBytes = RecordCaching.DEFAULT_HEAP_BYTES;
  private HashAlgorithm hashAlgorithm = HashAlgorithm.BLAKE3;
  private @Nullable String codec;
  private Set<String> autoDictionaries = Set.of();
  private UnknownProperties unknownProperties = UnknownProperties.REFUSE;
  private Set<Class<?>> entities = Set.of();

  private OpenSettings(String url) {
    this.url = url;
  }

  private OpenSettings(OpenSettings other) {
    this.url = other.url;
    this.user = other.user;
    this.password = other.password;
    this.poolSize = other.poolSize;
    this.migrate = other.migrate;
    this.cacheHeapEntries = other.cacheHeapEntries;
    this.cacheOffHeapBytes = other.cacheOffHeapBytes;
    this.cacheDirectory = other.cacheDirectory;
    this.recordCache = other.recordCache;
    this.heapCacheBytes = other.heapCacheBytes;
    this.hashAlgorithm = other.hashAlgorithm;
    this.codec = other.codec;
    this.autoDictionaries = other.autoDictionaries;
    this.unknownProperties = other.unknownProperties;
    this.entities = other.entities;
  }

  /**
   * The default settings for the URL of an H2, MariaDB or PostgreSQL database.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static OpenSettings of(String url) {
    Objects.requireNonNull(url, "The argument 'url' is null.");
    if (url.isBlank()) {
      throw new IllegalArgumentException(
          "The JDBC URL is empty; give one such as jdbc:h2:./data or jdbc:mariadb://host/database.");
    }
    return new OpenSettings(url);
  }

  /** The JDBC URL. */
  public String url() {
    return url;
  }

  /** The user; null if the URL contains it or the database needs none. */
  public @Nullable String user() {
    return user;
  }

  /** The password; null if the URL contains it or the database needs none. */
  public @Nullable String password() {
    return password;
  }

  /** The largest number of connections; {@value #DEFAULT_POOL_SIZE} by default. */
  public int poolSize() {
    return poolSize;
  }

  /** Whether to bring the schema up to date when opening; true by default. */
  public boolean migrate() {
    return migrate;
  }

  /** The maximum number of rows that the second-level cache holds on the heap; 0 for none. */
  public long cacheHeapEntries() {
    return cacheHeapEntries;
  }

  /**
   * The maximum number of bytes of frames and rows that the second-level cache holds off-heap; 0
   * for none. The default is a quarter of the JVM's limit of off-heap memory, at most 64 MiB.
   */
  public long cacheOffHeapBytes() {
    return cacheOffHeapBytes;
  }

  /**
   * The directory of the disk cache for frames of contents; null, the default, for no disk cache.
   */
  public @Nullable Path cacheDirectory() {
    return cacheDirectory;
  }

  /** How far cached records are trusted; null for the default of the database. */
  public @Nullable RecordCacheMode recordCache() {
    return recordCache;
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

  /** The collections for which recompression trains dictionaries; none by default. */
  public Set<String> autoDictionaries() {
    return autoDictionaries;
  }

  /** The handling of properties that a stored value has and its class does not. */
  public UnknownProperties unknownProperties() {
    return unknownProperties;
  }

  /** The application's entity classes in the factory that is opened; none by default. */
  public Set<Class<?>> entities() {
    return entities;
  }

  /** A copy with this user. */
  public OpenSettings withUser(@Nullable String user) {
    OpenSettings copy = new OpenSettings(this);
    copy.user = user;
    return copy;
  }

  /** A copy with this password. */
  public OpenSettings withPassword(@Nullable String password) {
    OpenSettings copy = new OpenSettings(this);
    copy.password = password;
    return copy;
  }

  /** A copy with a pool of at most this many connections, at least 1. */
  public OpenSettings withPoolSize(int poolSize) {
    if (poolSize < 1) {
      throw new IllegalArgumentException(
          "A pool needs at least 1 connection, not " + poolSize + ".");
    }
    OpenSettings copy = new OpenSettings(this);
    copy.poolSize = poolSize;
    return copy;
  }

  /** A copy that migrates when opening, or does not. */
  public OpenSettings withMigration(boolean migrate) {
    OpenSettings copy = new OpenSettings(this);
    copy.migrate = migrate;
    return copy;
  }

  /** A copy with a second-level cache of this many rows on the heap and bytes off-heap. */
  public OpenSettings withCache(long heapEntries, long offHeapBytes) {
    if (heapEntries < 0 || offHeapBytes < 0) {
      throw new IllegalArgumentException("The size of a cache cannot be negative; 0 means none.");
    }
    OpenSettings copy = new OpenSettings(this);
    copy.cacheHeapEntries = heapEntries;
    copy.cacheOffHeapBytes = offHeapBytes;
    return copy;
  }

  /** A copy that caches frames of contents in this directory too. */
  public OpenSettings withCacheDirectory(@Nullable Path cacheDirectory) {
    OpenSettings copy = new OpenSettings(this);
    copy.cacheDirectory = cacheDirectory;
    return copy;
  }

  /** A copy with this mode of the record cache; null for the default of the database. */
  public OpenSettings withRecordCache(@Nullable RecordCacheMode recordCache) {
    OpenSettings copy = new OpenSettings(this);
    copy.recordCache = recordCache;
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

  /** A copy with this codec for written data. */
  public OpenSettings withCodec(@Nullable String codec) {
    OpenSettings copy = new OpenSettings(this);
    copy.codec = codec;
    return copy;
  }

  /** A copy for which recompression trains dictionaries of these collections. */
  public OpenSettings withAutoDictionaries(Collection<String> autoDictionaries) {
    Objects.requireNonNull(autoDictionaries, "The argument 'autoDictionaries' is null.");
    OpenSettings copy = new OpenSettings(this);
    copy.autoDictionaries = Set.copyOf(autoDictionaries);
    return copy;
  }

  /** A copy that refuses or ignores properties that the class of a value does not have. */
  public OpenSettings withUnknownProperties(UnknownProperties unknownProperties) {
    OpenSettings copy = new OpenSettings(this);
    copy.unknownProperties =
        Objects.requireNonNull(unknownProperties, "The argument 'unknownProperties' is null.");
    return copy;
  }

  /**
   * A copy with these entity classes of the application, for use with {@link
   * Coffer#entityManagerFactory()} and {@link TransactionalStores#entityManager()}. The application
   * creates their tables.
   */
  public OpenSettings withEntities(Collection<Class<?>> entities) {
    Objects.requireNonNull(entities, "The argument 'entities' is null.");
    OpenSettings copy = new OpenSettings(this);
    copy.entities = Set.copyOf(entities);
    return copy;
  }

  /** Contains the URL, the user and the pool size, never the password. */
  @Override
  public String toString() {
    return "OpenSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
