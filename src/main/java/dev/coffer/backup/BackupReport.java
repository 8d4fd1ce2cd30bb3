package dev.coffer.backup;

import java.time.Duration;

/**
 * The result of a backup. Immutable.
 *
 * @param addedBytes the bytes that the repository did not have before, as they are stored in it
 */
public record BackupReport(Snapshot snapshot, long addedBytes, Duration duration) {}
