package dev.coffer.entity;

import jakarta.persistence.PrePersist;

/**
 * Sets the hash of a content that is persisted as an entity, before anything is written. Stateless:
 * JPA creates it.
 */
public class ContentHashListener {

  /**
   * Completes a new content.
   *
   * @throws dev.coffer.api.HashMismatchException if its bytes do not have the expected hash
   * @throws dev.coffer.api.ContentRefusedException if it has no bytes
   */
  @PrePersist
  public void complete(StoredContent content) {
    content.complete();
  }
}
