package dev.coffer.opener;

/**
 * Opens a database by its URL, with pool, caches, schema and entity manager factory. The {@link
 * java.util.ServiceLoader} finds the implementations, so that {@code Coffer} does not depend on
 * their libraries.
 */
public interface StandaloneOpener {

  /**
   * Whether the required libraries are on the class path. It must not throw if they are missing.
   */
  boolean isAvailable();

  /** The Maven coordinates of the missing libraries. */
  String dependency();

  /**
   * Opens a database.
   *
   * @throws dev.coffer.api.DatabaseUnavailableException if it cannot be reached
   * @throws dev.coffer.api.SchemaException if its schema is missing, altered or too new
   */
  OpenedDatabase open(DatabaseSettings settings);

  /** Brings the schema of a database up to date and closes it again. */
  void migrate(DatabaseSettings settings);
}
