package dev.coffer.schema;

import dev.coffer.api.SchemaException;

/**
 * What this release may do with the schema it found.
 *
 * @param version the version of the schema
 * @param minWriter the oldest version of the schema whose releases may write to it
 * @param identity the identity of the database, made when its schema was
 */
public record SchemaAccess(int version, int minWriter, String identity) {

  /** The version of the schema that this release brings. */
  public static final int CURRENT_VERSION = Schema.VERSION;

  /** Whether this release may write. */
  public boolean isWritable() {
    return minWriter <= CURRENT_VERSION;
  }

  /**
   * Refuses a write that the schema does not allow to this release.
   *
   * @throws SchemaException if this release may only read
   */
  public void requireWritable() {
    if (!isWritable()) {
      throw new SchemaException(
          "The schema is at version "
              + version
              + " and may be written only by releases that know version "
              + minWriter
              + "; this one knows "
              + CURRENT_VERSION
              + " and may read. Use the newer release of Coffer to write.");
    }
  }
}
