package dev.coffer.backup;

/**
 * The result of a pruning. Immutable.
 *
 * @param marked the number of packs that will be deleted after the grace
 * @param rewritten how many of them had needed blobs, which were copied into new packs
 * @param deleted the number of deleted packs
 * @param freedBytes the size of the deleted packs
 */
public record PruneReport(long marked, long rewritten, long deleted, long freedBytes) {}
