package dev.coffer.console.http;

/**
 * The token that a filter of the host asks of each write, beside the console's own. Immutable.
 *
 * @param header the name of the header that carries it
 * @param value the token
 */
public record HostToken(String header, String value) {}
