package dev.coffer;

/**
 * Opens a database by its URL: pool, caches, schema and entity manager factory. Found by {@link
 * java.util.ServiceLoader}, so that the front door needs none of their libraries.
 */
public interface StandaloneOpener {

  /** Whether the libraries it needs are on the class path. Must not fail where they are not. */
  boolean isAvailable();

  /** The Maven coordinates to add where they are not. */
  String dependency();

  /**
   * Opens a database.
   *
   * @throws dev.coffer.api.DatabaseUnavailableException if it cannot be reached
   * @throws dev.coffer.api.SchemaException if its schema is missing, altered or too new
   */
  OpenedDatabase open(OpenSettings settings);

  /** Brings the schema of a database up to date and closes it again. */
  void migrate(OpenSettings settings);
}
