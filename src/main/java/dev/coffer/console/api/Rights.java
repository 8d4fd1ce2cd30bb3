package dev.coffer.console.api;

/**
 * What the user of a request may do: what both the settings of the console and the host allow.
 *
 * @param write whether the user may change data and start tasks
 * @param values whether the user may see the values of records and the bytes of contents
 */
public record Rights(boolean write, boolean values) {}
