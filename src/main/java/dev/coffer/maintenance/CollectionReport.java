package dev.coffer.maintenance;

import java.time.Instant;

/**
 * The size of one collection, counted in the database.
 *
 * @param collection the collection's name
 * @param records the number of records, including expired records whose rows still exist
 * @param logicalBytes the raw bytes of all values
 * @param uniqueBytes the raw bytes if each distinct content is counted once
 * @param storedBytes the bytes of the frames
 * @param expiring the number of records with an expiry
 * @param lastChange the time of the newest change of a value that still exists
 */
public record CollectionReport(
    String collection,
    long records,
    long logicalBytes,
    long uniqueBytes,
    long storedBytes,
    long expiring,
    Instant lastChange)
    implements StoredSize {}
