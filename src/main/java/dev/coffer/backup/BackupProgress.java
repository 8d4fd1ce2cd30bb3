package dev.coffer.backup;

/**
 * How far an operation is. Immutable.
 *
 * @param operation the current operation; a trial restore has several, one after the other
 * @param done the number of records and contents that are done
 * @param total the number of all records and contents
 * @param bytes the number of bytes that were read or written
 */
public record BackupProgress(BackupOperation operation, long done, long total, long bytes) {}
