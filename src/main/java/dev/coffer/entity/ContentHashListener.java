package dev.coffer.entity;

import jakarta.persistence.PrePersist;

/**
 * Gives a content that is persisted as an entity the hash of its bytes, before anything is written.
 * Stateless: JPA creates it.
 */
public class ContentHashListener {

  /**
   * Completes a new content.
   *
   * @throws dev.coffer.api.HashMismatchException if it claims a hash that its bytes do not have
   * @throws dev.coffer.api.ContentRefusedException if it has no bytes
   */
  @PrePersist
  public void complete(StoredContent content) {
    content.complete();
  }
}
