package dev.coffer.entity;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * One part of a large content. The part itself is an ordinary content. Only a content store writes
 * this row.
 */
@Entity
@Table(name = "coffer_part")
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Immutable
public class StoredPart {
  @EmbeddedId private @Nullable PartId id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "part_id", nullable = false)
  private @Nullable StoredContent part;

  @Column(name = "part_offset", nullable = false)
  @Convert(disableConversion = true)
  private long offset;

  protected StoredPart() {}

  public PartId id() {
    return Loaded.attribute(id);
  }

  /** The content that this part is. */
  public StoredContent part() {
    return Loaded.attribute(part);
  }

  /** The number of bytes of the whole content before this part. */
  public long offset() {
    return offset;
  }
}
