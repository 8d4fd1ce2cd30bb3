package dev.coffer.stats;

import java.time.Duration;

/**
 * The use of one replica.
 *
 * @param name the name of the replica
 * @param used whether it is used now; otherwise it is left out for a while, because it failed or
 *     lagged
 * @param reads the reads that it answered
 * @param waits the reads for which it first had to reach a position
 * @param late the reads that the primary answered because the replica did not reach the position in
 *     time
 * @param failures the reads that failed on it
 * @param lag how long after the primary's answer with the latest position the replica was seen to
 *     have reached it; while it lags, the time since then
 */
public record ReplicaSummary(
    String name, boolean used, long reads, long waits, long late, long failures, Duration lag) {}
