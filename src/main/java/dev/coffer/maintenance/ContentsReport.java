package dev.coffer.maintenance;

/**
 * What the content store holds, counted in the database.
 *
 * @param contents how many contents, parts included
 * @param kept how many are kept by a store until they are released
 * @param logicalBytes the raw bytes of the contents that are not parts of others
 * @param uniqueBytes the raw bytes of all frames, so that each distinct part counts once
 * @param storedBytes the bytes of the frames
 */
public record ContentsReport(
    long contents, long kept, long logicalBytes, long uniqueBytes, long storedBytes) {}
