package dev.coffer.backup;

/** How thoroughly a snapshot is checked. Each level includes the ones before it. */
public enum CheckLevel {
  /**
   * Every file but the packs is read, every pack has its size, and every blob of the snapshot is in
   * a pack.
   */
  STRUCTURE,
  /** A share of all bytes is read, decoded, and compared with its hashes. */
  SHARE,
  /**
   * All bytes of the packs that the snapshot needs are read. Its records and contents are decoded
   * and compared with their hashes.
   */
  ALL,
  /**
   * The snapshot is restored into a new embedded H2 database, and every record and every content is
   * compared.
   */
  TRIAL
}
