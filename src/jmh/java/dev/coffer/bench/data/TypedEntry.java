package dev.coffer.bench.data;

/** A key and the value to store under it. */
public record TypedEntry(String key, Option value) {}
