package dev.coffer.host;

import java.util.Objects;

/**
 * A committed change of a record. Immutable.
 *
 * @param collection the name of the collection
 * @param key the key as it is stored: the text of the key, of whatever type the repository is
 * @param oldVersion the version before the change; 0 if there was no record, or an expired one
 * @param newVersion the version after the change; 0 if the record was deleted
 */
public record RecordChange(String collection, String key, long oldVersion, long newVersion) {

  public RecordChange {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    Objects.requireNonNull(key, "The argument 'key' is null.");
  }

  /** Whether the change created the record. */
  public boolean isCreation() {
    return oldVersion == 0;
  }

  /** Whether the change deleted the record. */
  public boolean isDeletion() {
    return newVersion == 0;
  }
}
