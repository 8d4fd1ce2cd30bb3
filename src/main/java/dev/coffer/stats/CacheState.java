package dev.coffer.stats;

import org.jspecify.annotations.Nullable;

/**
 * What one cache of this process holds in one kind of storage. The figures are read one after
 * another.
 *
 * @param cache {@code heap} for Coffer's own cache of records, or the region of the second-level
 *     cache
 * @param storage the storage
 * @param entries the number of entries
 * @param bytes the size of the entries, which is an estimate for {@code heap}; null if the storage
 *     is limited by its number of entries
 * @param limit the largest size in bytes, or the largest number of entries if {@code bytes} is
 *     null; null if there is none
 * @param evictions the entries that had to leave this storage for others
 */
public record CacheState(
    String cache,
    CacheStorage storage,
    long entries,
    @Nullable Long bytes,
    @Nullable Long limit,
    long evictions) {}
