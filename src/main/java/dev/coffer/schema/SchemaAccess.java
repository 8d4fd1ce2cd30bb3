package dev.coffer.schema;

import dev.coffer.api.SchemaException;

/**
 * The access that this release has to the schema of a database.
 *
 * @param version the version of the schema
 * @param minWriter the oldest schema version whose releases may write to the schema
 * @param identity the identity of the database, created with its schema
 */
public record SchemaAccess(int version, int minWriter, String identity) {

  /** The version of the schema that this release creates. */
  public static final int CURRENT_VERSION = Schema.VERSION;

  /** Whether this release may write. */
  public boolean isWritable() {
    return minWriter <= CURRENT_VERSION;
  }

  /**
   * Requires that this release may write to the schema.
   *
   * @throws SchemaException if this release may only read
   */
  public void requireWritable() {
    if (!isWritable()) {
      throw new SchemaException(
          "The schema is at version "
              + version
              + " and only releases that know version "
              + minWriter
              + " may write to it; this release knows version "
              + CURRENT_VERSION
              + " and may only read. Use the newer release of Coffer to write.");
    }
  }
}
