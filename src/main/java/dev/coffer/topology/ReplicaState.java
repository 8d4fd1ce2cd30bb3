package dev.coffer.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of a replica from which this process may read.
 *
 * @param name the name of the replica
 * @param use whether reads use it now
 * @param reason why it is left out; null if it is not
 * @param lag how long after the primary's answer with the latest position the replica was last seen
 *     to have reached it; null if no read has needed that yet
 * @param reads the reads that it answered
 */
public record ReplicaState(
    String name, Use use, @Nullable String reason, @Nullable Duration lag, long reads) {

  /** Whether reads use a replica. */
  public enum Use {
    /** They do. */
    USED,
    /** They may, and none has yet. */
    UNTRIED,
    /** They do not for a while, because it failed or lagged. */
    LEFT_OUT
  }
}
