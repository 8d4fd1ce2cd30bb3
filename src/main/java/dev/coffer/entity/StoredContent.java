package dev.coffer.entity;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentRefusedException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.HashMismatchException;
import dev.coffer.cache.CacheRegions;
import dev.coffer.codec.frame.Payload;
import dev.coffer.hash.ContentHasher;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.LocalDateTimeJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * A stored content without its bytes: its identity and size. Small and immutable. Entities of the
 * host refer to it by {@code @ManyToOne(fetch = LAZY) StoredContent}. Loading a content never loads
 * its bytes.
 *
 * <p>A {@code ContentStore} stores bytes of any size, each distinct content once. An {@code
 * EntityManager} can also persist a small content: {@code
 * entityManager.persist(StoredContent.of(bytes))} computes the hash and writes the bytes.
 * Persisting does not check for bytes that are already stored: the database refuses them as a
 * duplicate.
 *
 * <p>Two contents are equal if they have the same hash and the same domain. A persisted or loaded
 * content is as thread-safe as Hibernate's proxies are.
 */
@Entity
@Table(name = "coffer_content")
@Access(AccessType.FIELD)
@EntityListeners(ContentHashListener.class)
@ExcludeDefaultListeners
@Immutable
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY, region = CacheRegions.CONTENT)
public class StoredContent {
  /**
   * The maximum number of bytes in a content of one frame, and therefore in a content persisted by
   * an {@code EntityManager}: 511 KiB. Larger contents are stored in parts of at most this size.
   *
   * <p>The limit comes from MariaDB's driver. It counts each byte of a value twice, because it may
   * have to escape it, and allocates a buffer of 16 MiB for a statement that might exceed 1 MiB.
   * Such a buffer is too large for a small heap.
   */
  public static final int MAX_PERSISTED_LENGTH = 511 << 10;

  @Id
  @GeneratedValue
  @ContentId
  @Column(name = "id", nullable = false)
  private @Nullable Long id;

  @Column(name = "domain", nullable = false, length = 64)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Convert(disableConversion = true)
  private String domain = "";

  @Column(name = "algorithm", nullable = false)
  @Convert(disableConversion = true)
  private short algorithm;

  @Column(name = "digest", nullable = false, length = HashAlgorithm.DIGEST_LENGTH)
  @JdbcTypeCode(SqlTypes.BINARY)
  @Convert(disableConversion = true)
  private byte @Nullable [] digest;

  @Column(name = "size", nullable = false)
  @Convert(disableConversion = true)
  private long size;

  @Column(name = "created_at", nullable = false)
  @JdbcType(LocalDateTimeJdbcType.class)
  @Convert(disableConversion = true)
  private @Nullable LocalDateTime createdAt;

  // Holds one frame in a new content and is never read. It cascades a persist to the frame. A
  // one-to-one association would load the frame with the content.
  @OneToMany(mappedBy = "content", cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
  private Set<StoredFrame> frames = new HashSet<>(2);

  @Transient private byte @Nullable [] bytes;

  protected StoredContent() {}

  /**
   * Creates a content from its row, as a store read or wrote it. No persistence context knows it
   * yet.
   */
  public static StoredContent ofRow(
      long id, String domain, ContentHash hash, long size, @Nullable Instant createdAt) {
    StoredContent content = new StoredContent();
    content.id = id;
    content.domain = domain;
    content.name(hash);
    content.size = size;
    content.createdAt = createdAt == null ? null : UtcColumn.of(createdAt);
    return content;
  }

  /**
   * Creates a new content of these bytes. Persisting it computes its hash. The bytes are not
   * copied: do not change them before that.
   *
   * @throws ContentRefusedException if there are more than {@link #MAX_PERSISTED_LENGTH} bytes
   */
  public static StoredContent of(byte[] bytes) {
    if (bytes.length > MAX_PERSISTED_LENGTH) {
      throw new ContentRefusedException(
          "A content of "
              + bytes.length
              + " bytes is too large to persist as an entity; the limit is "
              + MAX_PERSISTED_LENGTH
              + " bytes. Use a ContentStore instead: its store and stage methods accept any"
              + " size.");
    }
    StoredContent content = new StoredContent();
    content.bytes = bytes;
    content.size = bytes.length;
    content.frames.add(new StoredFrame(content, Payload.of(bytes)));
    return content;
  }

  /**
   * Creates a new content of these bytes with an expected hash. Persisting it fails with {@link
   * HashMismatchException} if the bytes have another hash.
   *
   * @throws ContentRefusedException if there are more than {@link #MAX_PERSISTED_LENGTH} bytes
   */
  public static StoredContent claimed(ContentHash hash, byte[] bytes) {
    StoredContent content = of(bytes);
    content.name(hash);
    return content;
  }

  private void name(ContentHash hash) {
    algorithm = hash.algorithm().code();
    digest = hash.digest();
  }

  /** Sets the hash and the time of this new content; called once, before it is written. */
  void complete() {
    byte[] raw = bytes;
    if (raw == null) {
      throw new ContentRefusedException(
          "A content without bytes cannot be persisted. Create it with"
              + " StoredContent.of(bytes) and persist it (do not merge it), or store it with a"
              + " ContentStore.");
    }
    ContentHash claimed = digest == null ? null : hash();
    HashAlgorithm by = claimed == null ? HashAlgorithm.BLAKE3 : claimed.algorithm();
    ContentHash actual = ContentHasher.hash(by, raw);
    if (claimed != null && !claimed.equals(actual)) {
      throw new HashMismatchException(
          claimed,
          actual,
          "The content claims the hash "
              + claimed
              + ", but its bytes have the hash "
              + actual
              + ". Nothing was written; StoredContent.of(bytes) computes the right hash.");
    }
    name(actual);
    createdAt = UtcColumn.of(Instant.now());
    bytes = null;
  }

  /**
   * The primary key. Rows refer to this content by it.
   *
   * @throws IllegalStateException if this content is new and was not persisted
   */
  public long id() {
    return known(id);
  }

  /** The namespace in which this content is stored once; empty by default. */
  public String domain() {
    return domain;
  }

  /**
   * The hash of the content's bytes.
   *
   * @throws IllegalStateException if this content is new, has no expected hash and was not
   *     persisted
   * @throws DamagedContentRowException if it was loaded from a row without a valid hash
   */
  public ContentHash hash() {
    return ContentHash.ofRow(id == null ? 0 : id, algorithm, known(digest));
  }

  /**
   * The number of bytes of the content.
   *
   * @throws DamagedContentException if it was loaded from a row with a negative size
   */
  public long size() {
    if (size < 0) {
      throw new DamagedContentException(
          hash(),
          "The content "
              + hash()
              + " is damaged: its row of coffer_content (id "
              + id
              + ") has a size of "
              + size
              + " bytes. Restore the row from a backup.");
    }
    return size;
  }

  /**
   * When the content was first stored. The time is from the database's clock if a store wrote the
   * content, and from the process' clock if an {@code EntityManager} wrote it.
   *
   * @throws IllegalStateException if this content is new and was not persisted
   * @throws DamagedContentException if it was loaded from a row without a time
   */
  public Instant createdAt() {
    if (createdAt == null && id != null) {
      throw new DamagedContentException(
          hash(),
          "The row of coffer_content with the id "
              + id
              + " has no creation time for the content "
              + hash()
              + ". Restore the row from a backup.");
    }
    return UtcColumn.instant(known(createdAt));
  }

  private static <T> T known(@Nullable T attribute) {
    if (attribute == null) {
      throw new IllegalStateException(
          "This content is new. It gets an id, a hash and a time when it is persisted.");
    }
    return attribute;
  }

  private boolean isNamed() {
    return digest != null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // The other object may be a proxy with empty fields, so only its methods are called.
    return this == other
        || (isNamed()
            && other instanceof StoredContent that
            && that.hasName(algorithm, known(digest), domain));
  }

  /** Compares the raw columns, because a row may have no valid hash and equality must not fail. */
  boolean hasName(short byAlgorithm, byte[] itsDigest, String inDomain) {
    return algorithm == byAlgorithm && Arrays.equals(digest, itsDigest) && domain.equals(inDomain);
  }

  @Override
  public int hashCode() {
    return isNamed() ? Objects.hash(algorithm, Arrays.hashCode(digest), domain) : 0;
  }

  @Override
  public String toString() {
    if (!isNamed()) {
      return "StoredContent[new]";
    }
    try {
      return "StoredContent[" + hash() + ", " + size + " bytes]";
    } catch (DamagedContentRowException e) {
      return "StoredContent[damaged row " + id + "]";
    }
  }
}
