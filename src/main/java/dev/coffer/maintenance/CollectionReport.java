package dev.coffer.maintenance;

/**
 * The size of one collection, counted in the database.
 *
 * @param collection the collection's name
 * @param records the number of records, including expired records whose rows still exist
 * @param logicalBytes the raw bytes of all values
 * @param uniqueBytes the raw bytes if each distinct content is counted once
 * @param storedBytes the bytes of the frames
 */
public record CollectionReport(
    String collection, long records, long logicalBytes, long uniqueBytes, long storedBytes)
    implements StoredSize {}
