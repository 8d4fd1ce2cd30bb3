package dev.coffer.bench.peer.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.content.commons.annotations.ContentId;
import org.springframework.content.commons.annotations.ContentLength;

/** An entity with a content. */
@Entity
@Table(name = "stored_file")
public class StoredFile {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @ContentId private @Nullable String contentId;

  @ContentLength private long contentLength;

  /** The id of the row. */
  public @Nullable Long getId() {
    return id;
  }

  /** The key of its content, which the store sets. */
  public @Nullable String getContentId() {
    return contentId;
  }

  public void setContentId(@Nullable String newContentId) {
    contentId = newContentId;
  }

  /** The bytes of its content, which the store sets. */
  public long getContentLength() {
    return contentLength;
  }

  public void setContentLength(long newContentLength) {
    contentLength = newContentLength;
  }
}
