package dev.coffer.cache;

import dev.coffer.stats.CacheState;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Reads the figures of second-level caches of one library. Found by {@link
 * java.util.ServiceLoader}. Thread-safe.
 */
public interface CacheReader {

  /**
   * Whether the required libraries are on the class path. It must not throw if they are missing.
   */
  boolean isAvailable();

  /**
   * The states of the caches of {@link CacheRegions#ALL} that a factory has; empty if its caches
   * are of another library.
   */
  Optional<List<CacheState>> read(SessionFactoryImplementor sessions);
}
