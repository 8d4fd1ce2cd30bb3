package dev.coffer.standalone;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.coffer.library.Libraries;
import dev.coffer.opener.PoolReader;
import dev.coffer.stats.PoolState;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the figures of pools of HikariCP, also behind wrappers of a host. Stateless. */
public final class HikariReader implements PoolReader {

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent("com.zaxxer.hikari.HikariDataSource");
  }

  @Override
  public Optional<PoolState> read(String server, DataSource source) {
    try {
      return source.isWrapperFor(HikariDataSource.class)
          ? Optional.of(state(server, source.unwrap(HikariDataSource.class)))
          : Optional.empty();
    } catch (SQLException | RuntimeException e) {
      // A data source that chooses its pool by the thread may have none for this one.
      return Optional.empty();
    }
  }

  private static PoolState state(String server, HikariDataSource source) {
    HikariPoolMXBean pool = source.getHikariPoolMXBean();
    String name = String.valueOf(source.getPoolName());
    int maximum = source.getMaximumPoolSize();
    // A pool begins with its first connection.
    return pool == null
        ? new PoolState(server, name, 0, 0, 0, maximum, 0)
        : new PoolState(
            server,
            name,
            pool.getActiveConnections(),
            pool.getIdleConnections(),
            pool.getTotalConnections(),
            maximum,
            pool.getThreadsAwaitingConnection());
  }
}
