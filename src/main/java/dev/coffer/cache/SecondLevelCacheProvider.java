package dev.coffer.cache;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SecondLevelCache} for databases that Coffer opens itself. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface SecondLevelCacheProvider {

  /** Whether the libraries it needs are on the class path. Must not fail where they are not. */
  boolean isAvailable();

  /** The Maven coordinates to add where they are not. */
  String dependency();

  /**
   * Builds the cache.
   *
   * @param sizes how much it may hold, not {@link CacheSizes#none()}
   * @param directory where frames are also kept on disk; null for nowhere. What is there is
   *     disposable: if it is broken it is replaced, if another process uses it the disk is left out
   * @param databaseIdentity what tells this database from every other, for the directory's sake
   * @throws dev.coffer.api.InvalidSettingException if the process may not use so much memory
   */
  SecondLevelCache open(CacheSizes sizes, @Nullable Path directory, String databaseIdentity);
}
