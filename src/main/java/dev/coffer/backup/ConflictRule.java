package dev.coffer.backup;

/** What a restore does with a record whose key has another version in the database. */
public enum ConflictRule {
  /** It ends with an error before it changes this record. */
  REFUSE,
  /** It leaves the record of the database as it is. */
  SKIP,
  /**
   * It replaces the record of the database. The record gets a version above those of the database
   * and of the snapshot, so that no version ever has two values.
   */
  OVERWRITE,
  /** It replaces the record of the database if its version is smaller than that of the snapshot. */
  NEWER
}
