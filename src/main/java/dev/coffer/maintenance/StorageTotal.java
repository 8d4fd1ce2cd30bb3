package dev.coffer.maintenance;

import java.util.OptionalLong;

/**
 * The size of all data in Coffer's tables, counted in the database.
 *
 * @param records the number of records
 * @param logicalBytes the raw bytes of all values of records, and of the contents that are neither
 *     the value of a record nor a part of another content
 * @param uniqueBytes the raw bytes of all frames
 * @param storedBytes the bytes of all frames
 * @param physicalBytes the size of Coffer's tables and indexes in the database's files, if the
 *     database reports it
 */
public record StorageTotal(
    long records, long logicalBytes, long uniqueBytes, long storedBytes, OptionalLong physicalBytes)
    implements StoredSize {}
