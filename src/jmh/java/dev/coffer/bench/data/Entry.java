package dev.coffer.bench.data;

/** A key and the bytes to store under it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Entry(String key, byte[] bytes) {}
