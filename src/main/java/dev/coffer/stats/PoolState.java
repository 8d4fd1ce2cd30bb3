package dev.coffer.stats;

/**
 * The connections of one pool at one point in time. The figures are read one after another.
 *
 * @param server {@code primary}, or the name of the replica
 * @param pool the name of the pool
 * @param active the connections in use
 * @param idle the open connections that are not in use
 * @param total all open connections
 * @param maximum the largest number of open connections
 * @param waiting the threads that wait for a connection
 */
public record PoolState(
    String server, String pool, int active, int idle, int total, int maximum, int waiting) {}
