package dev.coffer.backup.verify;

import dev.coffer.backup.store.BlobId;

/**
 * A part of all bytes of a repository, so that this number of checks with different numbers reads
 * each byte once. Immutable.
 *
 * @param number the number of the share, from 0
 * @param of the number of shares; 0 for a share that has nothing
 */
public record Share(int number, int of) {
  /** No bytes. */
  public static final Share NONE = new Share(0, 0);

  /** All bytes. */
  public static final Share ALL = new Share(0, 1);

  /** Whether the bytes of a blob are part of it. */
  public boolean hasBlob(BlobId blob) {
    return has(blob.hashCode());
  }

  /** Whether the pack of this name is part of it. */
  boolean hasPack(String pack) {
    return has(pack.hashCode());
  }

  private boolean has(int hash) {
    return of > 0 && Math.floorMod(hash, of) == number;
  }
}
