package dev.coffer.replica;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * The replicas of a database and their use. Immutable.
 *
 * @param sources the data sources of the replicas
 * @param patience the longest time in which a replica may reach a position before the primary
 *     answers
 * @param byDefault whether replicas answer reads for which nothing else was said
 * @param readOnlyTransactions whether they answer reads in a host's read-only transactions
 */
public record ReplicaSettings(
    List<Source> sources, Duration patience, boolean byDefault, boolean readOnlyTransactions) {

  /** The default of {@link #patience}. */
  public static final Duration DEFAULT_WAIT = Duration.ofMillis(100);

  /** The data source of a replica, with a name for people. */
  public record Source(String name, DataSource dataSource) {}

  public ReplicaSettings {
    sources = List.copyOf(sources);
  }

  /** The settings without a replica. */
  public static ReplicaSettings none() {
    return new ReplicaSettings(List.of(), DEFAULT_WAIT, false, false);
  }

  /** Requires that this is a time to wait, and returns it. */
  public static Duration requireWait(Duration wait) {
    if (wait.isNegative() || wait.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "A read cannot wait " + wait + " for a replica; use 0 to 1 minute.");
    }
    return wait;
  }
}
