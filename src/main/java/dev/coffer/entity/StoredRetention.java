package dev.coffer.entity;

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
import java.time.Instant;
import java.time.LocalDateTime;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcType;
import org.hibernate.type.descriptor.jdbc.LocalDateTimeJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * The retention of a content: the content is kept until it is released, even if no row refers to
 * it.
 */
@Entity
@Table(name = "coffer_retained")
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Immutable
public class StoredRetention {
  @Id
  @Column(name = "content_id", nullable = false)
  private @Nullable Long contentId;

  @MapsId
  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "content_id", nullable = false)
  private @Nullable StoredContent content;

  @Column(name = "since", nullable = false)
  @JdbcType(LocalDateTimeJdbcType.class)
  @Convert(disableConversion = true)
  private @Nullable LocalDateTime since;

  protected StoredRetention() {}

  /** The id of the retained content. */
  public long contentId() {
    return Loaded.attribute(contentId);
  }

  /** The retained content. */
  public StoredContent content() {
    return Loaded.attribute(content);
  }

  /** When the retention began, by the database's clock. */
  public Instant since() {
    return UtcColumn.instant(Loaded.attribute(since));
  }
}
