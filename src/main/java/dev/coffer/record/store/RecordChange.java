package dev.coffer.record.store;

import org.jspecify.annotations.Nullable;

/**
 * The value of a record before and after a change; null for no record.
 *
 * @param <T> the type of the values
 */
public record RecordChange<T>(@Nullable T before, @Nullable T after) {}
