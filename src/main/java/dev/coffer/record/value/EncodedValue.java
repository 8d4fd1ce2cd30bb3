package dev.coffer.record.value;

import dev.coffer.api.ContentHash;
import java.util.List;

/**
 * A value in the form in which it is stored.
 *
 * @param raw the bytes
 * @param hashes the hashes of the contents to which the value refers: distinct and sorted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedValue(byte[] raw, List<ContentHash> hashes) {}
