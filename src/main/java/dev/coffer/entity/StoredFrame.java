package dev.coffer.entity;

import dev.coffer.codec.Payload;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a content, in the form of their frame; for a content of parts, the list of them. Its
 * key is the content's. Read-only to an {@code EntityManager}: a store that heals or recompresses a
 * frame writes it by JDBC. Not cached by Hibernate: the stores keep frames in a region of their
 * own.
 */
@Entity
@Table(name = "coffer_frame")
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Immutable
public class StoredFrame {
  @Id
  @Column(name = "content_id", nullable = false)
  private @Nullable Long contentId;

  @MapsId
  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "content_id", nullable = false)
  private @Nullable StoredContent content;

  // Immutable for Hibernate too, or it would copy the value through the converter.
  @Column(name = "frame", nullable = false)
  @Convert(converter = PayloadConverter.class)
  @Immutable
  private Payload payload = new Payload();

  @Column(name = "stored_size", nullable = false)
  @Convert(disableConversion = true)
  private int storedSize;

  protected StoredFrame() {}

  StoredFrame(StoredContent content, Payload payload) {
    this.content = content;
    this.payload = payload;
    this.storedSize = payload.frame().length;
  }

  /** The content whose bytes these are. */
  public StoredContent content() {
    return Loaded.attribute(content);
  }

  /** The bytes, decoded on demand. */
  public Payload payload() {
    return payload;
  }

  /** The length of the frame, in bytes. */
  public int storedSize() {
    return storedSize;
  }

  @Override
  public String toString() {
    return "StoredFrame[" + contentId + ", " + storedSize + " bytes]";
  }
}
