package dev.coffer.backup;

/**
 * The result of a restore. Immutable. What the database had already is not counted.
 *
 * @param records the number of records that were written
 * @param contents the number of contents that were written
 */
public record RestoreReport(long records, long contents) {}
