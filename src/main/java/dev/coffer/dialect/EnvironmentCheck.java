package dev.coffer.dialect;

/**
 * A check of a database setting.
 *
 * @param about the checked object, such as the name of a setting
 * @param query a query that returns a row with the current value, as text, only if that value is a
 *     poor choice
 * @param advice the recommended action
 */
public record EnvironmentCheck(String about, String query, String advice) {}
