package dev.coffer.opener;

import dev.coffer.cache.CacheSizes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings for the database itself: its address, its pool, its schema and its second-level
 * cache. Immutable: each {@code with…} method returns a changed copy.
 */
public final class DatabaseSettings {

  /** The default of {@link #poolSize}. */
  public static final int DEFAULT_POOL_SIZE = 10;

  /** The default of {@link #connectionWait}. */
  public static final Duration DEFAULT_CONNECTION_WAIT = Duration.ofSeconds(10);

  private static final Duration SHORTEST_CONNECTION_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_CONNECTION_WAIT = Duration.ofMinutes(10);

  /** The default of {@link #cacheHeapEntries}. */
  public static final long DEFAULT_CACHE_HEAP_ENTRIES = 10_000;

  private String url;
  private @Nullable DataSource dataSource;
  private @Nullable String user;
  private @Nullable String password;
  private int poolSize = DEFAULT_POOL_SIZE;
  private Duration connectionWait = DEFAULT_CONNECTION_WAIT;
  private boolean migrate = true;
  private long cacheHeapEntries = DEFAULT_CACHE_HEAP_ENTRIES;

  /** Null for the default, which takes a while to compute. */
  private @Nullable Long cacheOffHeapBytes;

  private @Nullable Path cacheDirectory;
  private Set<Class<?>> entities = Set.of();
  private List<String> replicas = List.of();

  private DatabaseSettings(String url) {
    this.url = url;
  }

  private DatabaseSettings(DatabaseSettings other) {
    this.url = other.url;
    this.dataSource = other.dataSource;
    this.user = other.user;
    this.password = other.password;
    this.poolSize = other.poolSize;
    this.connectionWait = other.connectionWait;
    this.migrate = other.migrate;
    this.cacheHeapEntries = other.cacheHeapEntries;
    this.cacheOffHeapBytes = other.cacheOffHeapBytes;
    this.cacheDirectory = other.cacheDirectory;
    this.entities = other.entities;
    this.replicas = other.replicas;
  }

  /**
   * The default settings for a URL.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static DatabaseSettings of(String url) {
    return new DatabaseSettings(requireUrl(url));
  }

  /** The default settings for the database of a host's DataSource, whose pool is used. */
  public static DatabaseSettings of(DataSource dataSource) {
    DatabaseSettings settings = new DatabaseSettings("");
    settings.dataSource = Objects.requireNonNull(dataSource, "The argument 'dataSource' is null.");
    return settings;
  }

  private static String requireUrl(String url) {
    Objects.requireNonNull(url, "The argument 'url' is null.");
    if (url.isBlank()) {
      throw new IllegalArgumentException(
          "The JDBC URL is empty; give one such as jdbc:h2:./data or jdbc:mariadb://host/database.");
    }
    return url;
  }

  /** The JDBC URL; empty if there is a DataSource. */
  public String url() {
    return url;
  }

  /** The host's DataSource; null if the database is opened by its URL. */
  public @Nullable DataSource dataSource() {
    return dataSource;
  }

  /** The user; null if the URL contains it or the database needs none. */
  public @Nullable String user() {
    return user;
  }

  /** The password; null if the URL contains it or the database needs none. */
  public @Nullable String password() {
    return password;
  }

  /** The largest number of connections. */
  public int poolSize() {
    return poolSize;
  }

  /** The longest wait for a connection of the pool. */
  public Duration connectionWait() {
    return connectionWait;
  }

  /** Whether to bring the schema up to date when opening. */
  public boolean migrate() {
    return migrate;
  }

  /** The maximum number of rows that the second-level cache holds on the heap; 0 for none. */
  public long cacheHeapEntries() {
    return cacheHeapEntries;
  }

  /** The maximum number of bytes that the second-level cache holds off-heap; 0 for none. */
  public long cacheOffHeapBytes() {
    return cacheOffHeapBytes == null ? CacheSizes.defaultOffHeapBytes() : cacheOffHeapBytes;
  }

  /** The directory of the disk cache; null for no disk cache. */
  public @Nullable Path cacheDirectory() {
    return cacheDirectory;
  }

  /** The entity classes of the application. */
  public Set<Class<?>> entities() {
    return entities;
  }

  /** The JDBC URLs of the replicas. */
  public List<String> replicas() {
    return replicas;
  }

  /** A copy with these replicas. */
  public DatabaseSettings withReplicas(List<String> urls) {
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.replicas = urls.stream().map(DatabaseSettings::requireUrl).toList();
    return copy;
  }

  /** A copy for the server at another URL, without replicas. */
  public DatabaseSettings at(String otherUrl) {
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.url = requireUrl(otherUrl);
    copy.dataSource = null;
    copy.replicas = List.of();
    return copy;
  }

  /** A copy with this user. */
  public DatabaseSettings withUser(@Nullable String user) {
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.user = user;
    return copy;
  }

  /** A copy with this password. */
  public DatabaseSettings withPassword(@Nullable String password) {
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.password = password;
    return copy;
  }

  /** A copy with a pool of at most this many connections, at least 1. */
  public DatabaseSettings withPoolSize(int poolSize) {
    if (poolSize < 1) {
      throw new IllegalArgumentException(
          "A pool needs at least 1 connection, not " + poolSize + ".");
    }
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.poolSize = poolSize;
    return copy;
  }

  /**
   * A copy with this longest wait for a connection of the pool.
   *
   * @throws IllegalArgumentException if it is shorter than 250 ms or longer than 10 minutes
   */
  public DatabaseSettings withConnectionWait(Duration wait) {
    if (wait.compareTo(SHORTEST_CONNECTION_WAIT) < 0
        || wait.compareTo(LONGEST_CONNECTION_WAIT) > 0) {
      throw new IllegalArgumentException(
          "A call cannot wait " + wait + " for a connection; use 250 ms to 10 minutes.");
    }
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.connectionWait = wait;
    return copy;
  }

  /** A copy that migrates when opening, or does not. */
  public DatabaseSettings withMigration(boolean migrate) {
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.migrate = migrate;
    return copy;
  }

  /** A copy with a second-level cache of this many rows on the heap and bytes off-heap. */
  public DatabaseSettings withCache(long heapEntries, long offHeapBytes) {
    if (heapEntries < 0 || offHeapBytes < 0) {
      throw new IllegalArgumentException("The size of a cache cannot be negative; 0 means none.");
    }
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.cacheHeapEntries = heapEntries;
    copy.cacheOffHeapBytes = offHeapBytes;
    return copy;
  }

  /** A copy that caches frames of contents in this directory too. */
  public DatabaseSettings withCacheDirectory(@Nullable Path cacheDirectory) {
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.cacheDirectory = cacheDirectory;
    return copy;
  }

  /** A copy with these entity classes of the application. */
  public DatabaseSettings withEntities(Collection<Class<?>> entities) {
    DatabaseSettings copy = new DatabaseSettings(this);
    copy.entities = Set.copyOf(entities);
    return copy;
  }

  /** Contains the URL, the user and the pool size, never the password. */
  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
