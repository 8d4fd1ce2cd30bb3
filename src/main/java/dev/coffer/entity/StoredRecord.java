package dev.coffer.entity;

import dev.coffer.codec.frame.Payload;
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
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.LocalDateTimeJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * The row of a record, with its value inline or a reference to the content that holds the value. It
 * is for queries of the host; a {@code RecordStore} reads, writes and expires records.
 *
 * <p>For Hibernate the version is an ordinary column, not a {@code @Version}. A store writes by
 * JDBC and checks the version in its statements, and an entity manager never updates this entity.
 * Hibernate does not cache it either: the stores cache records in their own region.
 */
@Entity
@Table(name = "coffer_record")
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Immutable
public class StoredRecord {
  @EmbeddedId private @Nullable RecordId id;

  @Column(name = "type", nullable = false, length = 100)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Convert(disableConversion = true)
  private String type = "";

  @Column(name = "version", nullable = false)
  @Convert(disableConversion = true)
  private long version;

  @Column(name = "size", nullable = false)
  @Convert(disableConversion = true)
  private int size;

  // Otherwise Hibernate would copy the value through the converter.
  @Column(name = "frame")
  @Convert(converter = PayloadConverter.class)
  @Immutable
  private @Nullable Payload payload;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "content_id")
  private @Nullable StoredContent content;

  @Column(name = "created_at", nullable = false)
  @JdbcType(LocalDateTimeJdbcType.class)
  @Convert(disableConversion = true)
  private @Nullable LocalDateTime createdAt;

  @Column(name = "updated_at")
  @JdbcType(LocalDateTimeJdbcType.class)
  @Convert(disableConversion = true)
  private @Nullable LocalDateTime updatedAt;

  @Column(name = "expires_at")
  @JdbcType(LocalDateTimeJdbcType.class)
  @Convert(disableConversion = true)
  private @Nullable LocalDateTime expiresAt;

  protected StoredRecord() {}

  public RecordId id() {
    return Loaded.attribute(id);
  }

  /** The stable name of the value's type. */
  public String type() {
    return type;
  }

  /**
   * The version: the database's clock in microseconds when the record was created, one more with
   * each change.
   */
  public long version() {
    return version;
  }

  /** The number of raw bytes of the value. */
  public long size() {
    return size;
  }

  /** The inline value; empty if the {@link #content()} holds the value. */
  public Optional<Payload> payload() {
    return Optional.ofNullable(payload);
  }

  /** The content that holds the value; empty if the value is inline. */
  public Optional<StoredContent> content() {
    return Optional.ofNullable(content);
  }

  /** When the record was first written, by the database's clock. */
  public Instant createdAt() {
    return UtcColumn.instant(Loaded.attribute(createdAt));
  }

  /**
   * When the record's value last changed, by the database's clock; the creation time if the value
   * never changed. In that case the column, and the attribute in queries, is null.
   */
  public Instant updatedAt() {
    return updatedAt == null ? createdAt() : UtcColumn.instant(updatedAt);
  }

  /**
   * When the record expires, by the database's clock; empty for never. The row of an expired record
   * remains for a while, so queries must check this time.
   */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt).map(UtcColumn::instant);
  }
}
