package dev.coffer.schema;

/**
 * A question to a database about its settings.
 *
 * @param about what is looked at, such as the name of a setting
 * @param query gives a row, with what is there as a text, only where that is unwise
 * @param advice what to do then
 */
public record EnvironmentCheck(String about, String query, String advice) {}
