package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;

/**
 * Protects the bytes of one file of a repository. Thread-safe.
 *
 * <p>The context is what the bytes are: bytes that were sealed in one context cannot be opened in
 * another one, so that an exchange of parts is found.
 */
interface Seal {

  /** The bytes with what is needed to check, and perhaps decrypt, them. */
  byte[] seal(byte[] bytes, byte[] context);

  /**
   * The original bytes.
   *
   * @param source the name of the file, for messages
   * @throws DamagedRepositoryException if these are not the sealed bytes, or the context is another
   */
  byte[] open(String source, byte[] sealed, byte[] context);
}
