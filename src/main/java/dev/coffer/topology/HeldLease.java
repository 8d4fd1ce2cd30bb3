package dev.coffer.topology;

import java.time.Instant;

/**
 * The right of a process to work on a maintenance task, which no other process has now.
 *
 * @param task the id of the task; a later release may have tasks that this one does not know
 * @param run the number of the run
 * @param process the name of the process that holds the lease
 * @param until the time at which another process may take the task over, unless the holder renews
 *     the lease
 */
public record HeldLease(String task, long run, String process, Instant until) {}
