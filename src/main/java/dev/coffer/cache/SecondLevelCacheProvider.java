package dev.coffer.cache;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens a {@link SecondLevelCache} for databases that Coffer opens itself. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface SecondLevelCacheProvider {

  /**
   * Whether the required libraries are on the class path. It must not throw if they are missing.
   */
  boolean isAvailable();

  /** The Maven coordinates of the missing libraries. */
  String dependency();

  /**
   * Opens the cache.
   *
   * @param sizes the size limits, not {@link CacheSizes#none()}
   * @param directory the directory of the disk cache for frames; null for no disk cache. Its files
   *     are disposable: broken files are replaced. If another process uses the directory, there is
   *     no disk cache
   * @param databaseIdentity the identity of the database, which separates the files of several
   *     databases in the directory
   * @throws dev.coffer.api.InvalidSettingException if the sizes exceed the memory limit of the
   *     process
   */
  SecondLevelCache open(CacheSizes sizes, @Nullable Path directory, String databaseIdentity);
}
