package dev.coffer.maintenance;

/**
 * The size of the content store, counted in the database.
 *
 * @param contents the number of contents, including parts
 * @param kept the number of contents that are retained until their release
 * @param logicalBytes the raw bytes of the contents that are not parts of other contents
 * @param uniqueBytes the raw bytes of all frames; each distinct part is counted once
 * @param storedBytes the bytes of the frames
 */
public record ContentsReport(
    long contents, long kept, long logicalBytes, long uniqueBytes, long storedBytes)
    implements StoredSize {}
