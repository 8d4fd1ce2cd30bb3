package dev.coffer.opener;

import dev.coffer.stats.PoolState;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the figures of the pools of one library. Found by {@link java.util.ServiceLoader}. */
public interface PoolReader {

  /** Whether the required library is on the class path. It must not throw if it is missing. */
  boolean isAvailable();

  /**
   * The state of the pool behind a data source; empty if its pool is of another library, or cannot
   * be determined. It runs no statement.
   *
   * @param server the name of the server in the answer
   */
  Optional<PoolState> read(String server, DataSource source);
}
