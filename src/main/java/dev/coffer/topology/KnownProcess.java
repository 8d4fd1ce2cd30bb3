package dev.coffer.topology;

import java.time.Instant;

/**
 * A process with Coffer that has run a maintenance task in the last day.
 *
 * @param name its name in the history of maintenance
 * @param lastRun the end of its newest run, or the start if that run has not ended
 */
public record KnownProcess(String name, Instant lastRun) {}
