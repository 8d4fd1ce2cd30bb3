package dev.coffer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to open a database by its JDBC URL, for applications that have no {@code
 * EntityManagerFactory} of their own. Immutable; each {@code with…} method gives a copy.
 *
 * @param url the JDBC URL of an H2, MariaDB or PostgreSQL database
 * @param user the user; null where the URL names one or none is needed
 * @param password the password; null like the user
 * @param poolSize the largest number of connections, at least 1
 * @param migrate whether to bring the schema up to date when opening
 * @param cacheHeapEntries how many rows the second-level cache holds on the heap, 0 for none
 * @param cacheOffHeapBytes how many bytes of frames and rows it holds beside the heap, 0 for none
 * @param cacheDirectory where frames of contents are also cached on disk; null for nowhere
 */
public record OpenSettings(
    String url,
    @Nullable String user,
    @Nullable String password,
    int poolSize,
    boolean migrate,
    long cacheHeapEntries,
    long cacheOffHeapBytes,
    @Nullable Path cacheDirectory) {

  /** The default of {@link #poolSize}. */
  public static final int DEFAULT_POOL_SIZE = 10;

  /** The default of {@link #cacheHeapEntries}. */
  public static final long DEFAULT_CACHE_HEAP_ENTRIES = 10_000;

  /** The default of {@link #cacheOffHeapBytes}: 64 MiB. */
  public static final long DEFAULT_CACHE_OFF_HEAP_BYTES = 64L << 20;

  public OpenSettings {
    if (url.isBlank()) {
      throw new IllegalArgumentException(
          "The JDBC URL is empty; give one such as jdbc:h2:./data or jdbc:mariadb://host/database.");
    }
    if (poolSize < 1) {
      throw new IllegalArgumentException(
          "A pool needs at least 1 connection, not " + poolSize + ".");
    }
    if (cacheHeapEntries < 0 || cacheOffHeapBytes < 0) {
      throw new IllegalArgumentException("The size of a cache cannot be negative; 0 means none.");
    }
  }

  /** The defaults for this URL. */
  public static OpenSettings of(String url) {
    return new OpenSettings(
        url,
        null,
        null,
        DEFAULT_POOL_SIZE,
        true,
        DEFAULT_CACHE_HEAP_ENTRIES,
        DEFAULT_CACHE_OFF_HEAP_BYTES,
        null);
  }

  public OpenSettings withUser(@Nullable String newUser) {
    return new OpenSettings(
        url,
        newUser,
        password,
        poolSize,
        migrate,
        cacheHeapEntries,
        cacheOffHeapBytes,
        cacheDirectory);
  }

  public OpenSettings withPassword(@Nullable String newPassword) {
    return new OpenSettings(
        url,
        user,
        newPassword,
        poolSize,
        migrate,
        cacheHeapEntries,
        cacheOffHeapBytes,
        cacheDirectory);
  }

  public OpenSettings withPoolSize(int newPoolSize) {
    return new OpenSettings(
        url,
        user,
        password,
        newPoolSize,
        migrate,
        cacheHeapEntries,
        cacheOffHeapBytes,
        cacheDirectory);
  }

  public OpenSettings withMigration(boolean newMigrate) {
    return new OpenSettings(
        url,
        user,
        password,
        poolSize,
        newMigrate,
        cacheHeapEntries,
        cacheOffHeapBytes,
        cacheDirectory);
  }

  /** The sizes of the second-level cache on the heap, in rows, and beside it, in bytes. */
  public OpenSettings withCache(long newHeapEntries, long newOffHeapBytes) {
    return new OpenSettings(
        url, user, password, poolSize, migrate, newHeapEntries, newOffHeapBytes, cacheDirectory);
  }

  public OpenSettings withCacheDirectory(@Nullable Path newCacheDirectory) {
    return new OpenSettings(
        url,
        user,
        password,
        poolSize,
        migrate,
        cacheHeapEntries,
        cacheOffHeapBytes,
        newCacheDirectory);
  }

  /** Names everything but the password. */
  @Override
  public String toString() {
    return "OpenSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
