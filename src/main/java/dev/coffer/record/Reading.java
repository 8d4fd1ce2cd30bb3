package dev.coffer.record;

/**
 * What a read of a record has found.
 *
 * @param row the record, whose bytes are of use only to the one that read them
 * @param value its value, bound to a type
 */
record Reading<T>(RecordRow row, T value) {}
