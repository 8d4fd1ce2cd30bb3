package dev.coffer;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.RecordCacheMode;
import dev.coffer.cache.RecordCaching;
import dev.coffer.record.UnknownProperties;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to open a database by its JDBC URL, for applications that have no {@code
 * EntityManagerFactory} of their own. Immutable: each {@code with…} method gives a changed copy.
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
  }

  /**
   * The defaults for this URL of an H2, MariaDB or PostgreSQL database.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static OpenSettings of(String url) {
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

  /** The user; null where the URL names one or none is needed. */
  public @Nullable String user() {
    return user;
  }

  /** The password; null where the URL names one or none is needed. */
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

  /** How many rows the second-level cache holds on the heap; 0 for none. */
  public long cacheHeapEntries() {
    return cacheHeapEntries;
  }

  /**
   * How many bytes of frames and rows it holds beside the heap; 0 for none. By default a quarter of
   * what this JVM may take there, at most 64 MiB.
   */
  public long cacheOffHeapBytes() {
    return cacheOffHeapBytes;
  }

  /** Where frames of contents are also cached on disk; null, the default, for nowhere. */
  public @Nullable Path cacheDirectory() {
    return cacheDirectory;
  }

  /** How far cached records are trusted; null for the default of the database. */
  public @Nullable RecordCacheMode recordCache() {
    return recordCache;
  }

  /** How many bytes of values that are ready to be given are kept on the heap; 0 for none. */
  public long heapCacheBytes() {
    return heapCacheBytes;
  }

  /** The function that new contents are hashed by; BLAKE3 by default. */
  public HashAlgorithm hashAlgorithm() {
    return hashAlgorithm;
  }

  /** The codec that compresses what is written; null for {@link CofferBuilder#codec}'s default. */
  public @Nullable String codec() {
    return codec;
  }

  /** The collections whose dictionaries recompression makes by itself; none by default. */
  public Set<String> autoDictionaries() {
    return autoDictionaries;
  }

  /** What happens when a value is read with a property that its class does not have. */
  public UnknownProperties unknownProperties() {
    return unknownProperties;
  }

  /** A copy with this user. */
  public OpenSettings withUser(@Nullable String newUser) {
    OpenSettings copy = new OpenSettings(this);
    copy.user = newUser;
    return copy;
  }

  /** A copy with this password. */
  public OpenSettings withPassword(@Nullable String newPassword) {
    OpenSettings copy = new OpenSettings(this);
    copy.password = newPassword;
    return copy;
  }

  /** A copy with a pool of at most this many connections, at least 1. */
  public OpenSettings withPoolSize(int newPoolSize) {
    if (newPoolSize < 1) {
      throw new IllegalArgumentException(
          "A pool needs at least 1 connection, not " + newPoolSize + ".");
    }
    OpenSettings copy = new OpenSettings(this);
    copy.poolSize = newPoolSize;
    return copy;
  }

  /** A copy that migrates when opening, or does not. */
  public OpenSettings withMigration(boolean newMigrate) {
    OpenSettings copy = new OpenSettings(this);
    copy.migrate = newMigrate;
    return copy;
  }

  /** A copy with a second-level cache of so many rows on the heap and bytes beside it. */
  public OpenSettings withCache(long newHeapEntries, long newOffHeapBytes) {
    if (newHeapEntries < 0 || newOffHeapBytes < 0) {
      throw new IllegalArgumentException("The size of a cache cannot be negative; 0 means none.");
    }
    OpenSettings copy = new OpenSettings(this);
    copy.cacheHeapEntries = newHeapEntries;
    copy.cacheOffHeapBytes = newOffHeapBytes;
    return copy;
  }

  /** A copy that caches frames of contents in this directory too. */
  public OpenSettings withCacheDirectory(@Nullable Path newCacheDirectory) {
    OpenSettings copy = new OpenSettings(this);
    copy.cacheDirectory = newCacheDirectory;
    return copy;
  }

  /** A copy that trusts cached records so far. */
  public OpenSettings withRecordCache(@Nullable RecordCacheMode newRecordCache) {
    OpenSettings copy = new OpenSettings(this);
    copy.recordCache = newRecordCache;
    return copy;
  }

  /** A copy that keeps so many bytes of values that are ready to be given; 0 for none. */
  public OpenSettings withHeapCache(long newHeapCacheBytes) {
    OpenSettings copy = new OpenSettings(this);
    copy.heapCacheBytes = RecordCaching.requireHeapBytes(newHeapCacheBytes);
    return copy;
  }

  /** A copy that hashes new contents by this function. Others stay readable. */
  public OpenSettings withHashAlgorithm(HashAlgorithm newHashAlgorithm) {
    OpenSettings copy = new OpenSettings(this);
    copy.hashAlgorithm = newHashAlgorithm;
    return copy;
  }

  /** A copy that compresses what it writes by the codec of this name. */
  public OpenSettings withCodec(@Nullable String newCodec) {
    OpenSettings copy = new OpenSettings(this);
    copy.codec = newCodec;
    return copy;
  }

  /** A copy that makes dictionaries of these collections when it recompresses. */
  public OpenSettings withAutoDictionaries(Collection<String> newAutoDictionaries) {
    OpenSettings copy = new OpenSettings(this);
    copy.autoDictionaries = Set.copyOf(newAutoDictionaries);
    return copy;
  }

  /** A copy that refuses or ignores properties that the class of a value does not have. */
  public OpenSettings withUnknownProperties(UnknownProperties newUnknownProperties) {
    OpenSettings copy = new OpenSettings(this);
    copy.unknownProperties = newUnknownProperties;
    return copy;
  }

  /** Names everything but the password. */
  @Override
  public String toString() {
    return "OpenSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
