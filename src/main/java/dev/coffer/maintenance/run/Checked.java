package dev.coffer.maintenance.run;

import org.jspecify.annotations.Nullable;

/**
 * A row that was checked. Immutable.
 *
 * @param key the key of the record, or the id of the content
 * @param name the name of the row in messages
 * @param problem what is wrong; null if the row is sound
 * @param bytes the number of raw bytes that were read
 */
public record Checked(String key, String name, @Nullable String problem, long bytes) {}
