package dev.coffer.opener;

import dev.coffer.api.MissingLibraryException;
import java.util.ServiceLoader;

/**
 * Opens a database by its URL, with pool, caches, schema and entity manager factory. The {@link
 * ServiceLoader} finds the implementations, so that {@code Coffer} does not depend on their
 * libraries.
 */
public interface StandaloneOpener {

  /**
   * Finds an opener whose libraries are on the class path.
   *
   * @throws MissingLibraryException if there is none
   */
  static StandaloneOpener find() {
    StandaloneOpener missing = null;
    for (StandaloneOpener opener : ServiceLoader.load(StandaloneOpener.class)) {
      if (opener.isAvailable()) {
        return opener;
      }
      missing = opener;
    }
    String dependency = missing == null ? "dev.coffer:coffer" : missing.dependency();
    throw new MissingLibraryException(
        dependency,
        "To open a database by its URL, Coffer needs a connection pool: add " + dependency + ".");
  }

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
