package dev.coffer.entity;

import dev.coffer.codec.frame.Payload;
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
 * The frame of a content: its encoded bytes or, for a content of parts, the encoded list of parts.
 * Its key is the key of the content. An {@code EntityManager} only reads it; a store repairs or
 * recompresses a frame by JDBC. Hibernate does not cache it: the stores cache frames in their own
 * region.
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

  // Otherwise Hibernate would copy the value through the converter.
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

  /** The content that this frame belongs to. */
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
