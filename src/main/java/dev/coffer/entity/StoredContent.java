package dev.coffer.entity;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import java.time.Instant;

/**
 * A stored content without its bytes: its identity and size. Small and immutable; entities of the
 * host refer to it by {@code @ManyToOne(fetch = LAZY) StoredContent}.
 */
public class StoredContent {
  private Long id = 0L;
  private String domain = "";
  private ContentHash hash = ContentHash.of(HashAlgorithm.BLAKE3, new byte[32]);
  private long size;
  private Instant createdAt = Instant.EPOCH;

  protected StoredContent() {}

  /** The row of a content as a store read or wrote it; not yet known to any persistence context. */
  public static StoredContent ofRow(
      long id, String domain, ContentHash hash, long size, Instant createdAt) {
    StoredContent content = new StoredContent();
    content.id = id;
    content.domain = domain;
    content.hash = hash;
    content.size = size;
    content.createdAt = createdAt;
    return content;
  }

  /** The primary key, by which rows refer to this content. */
  public long id() {
    return id;
  }

  /** The space in which this content is kept once; empty by default. */
  public String domain() {
    return domain;
  }

  /** The hash of the content's bytes. */
  public ContentHash hash() {
    return hash;
  }

  /** The number of bytes of the content. */
  public long size() {
    return size;
  }

  /** When the content was first stored, by the database's clock. */
  public Instant createdAt() {
    return createdAt;
  }
}
