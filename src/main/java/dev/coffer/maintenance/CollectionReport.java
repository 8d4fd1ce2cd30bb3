package dev.coffer.maintenance;

/**
 * What one collection holds, counted in the database.
 *
 * @param collection the collection's name
 * @param records how many records, expired ones that still lie there included
 * @param logicalBytes the raw bytes of all values
 * @param uniqueBytes the raw bytes when each distinct content counts once
 * @param storedBytes the bytes of the frames that hold them
 */
public record CollectionReport(
    String collection, long records, long logicalBytes, long uniqueBytes, long storedBytes) {}
