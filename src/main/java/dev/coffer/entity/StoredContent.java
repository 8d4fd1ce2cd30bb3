package dev.coffer.entity;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentRefusedException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.HashMismatchException;
import dev.coffer.cache.CacheRegions;
import dev.coffer.codec.Payload;
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
 * A stored content without its bytes: its identity and size. Small and immutable; entities of the
 * host refer to it by {@code @ManyToOne(fetch = LAZY) StoredContent}, and loading one never loads
 * its bytes.
 *
 * <p>A {@code ContentStore} is the way to store bytes of any size, each distinct content once. A
 * small content may also be persisted by an {@code EntityManager}: {@code
 * entityManager.persist(StoredContent.of(bytes))} computes its hash and writes its bytes with it.
 * That does not look for bytes that are stored already: the database refuses them as a duplicate.
 *
 * <p>Two contents are equal when they are the same bytes of the same domain. A content is
 * thread-safe once persisted or loaded, as far as Hibernate's proxies are.
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
   * The most bytes that a content in one frame may have, and so one persisted by an {@code
   * EntityManager}: 511 KiB. Larger ones are stored in parts, each of at most so many bytes.
   *
   * <p>MariaDB's driver counts the bytes of a value twice, since it may have to escape each, and
   * takes a buffer of 16 MiB for a statement that might exceed 1 MiB: too much for a small heap.
   */
  public static final int MAX_PERSISTED_LENGTH = 511 << 10;

  @Id
  @GeneratedValue
  @ContentSequence
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

  // One frame when new, and never read: by it a persist reaches the frame, while loading a content
  // leaves the frame alone, which no one-to-one association does.
  @OneToMany(mappedBy = "content", cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
  private Set<StoredFrame> frames = new HashSet<>(2);

  @Transient private byte @Nullable [] bytes;

  protected StoredContent() {}

  /** The row of a content as a store read or wrote it; not yet known to any persistence context. */
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
   * A new content of these bytes, to be persisted; persisting it computes its hash. The bytes are
   * not copied: leave them unchanged until then.
   *
   * @throws ContentRefusedException if there are more than {@link #MAX_PERSISTED_LENGTH} bytes
   */
  public static StoredContent of(byte[] bytes) {
    if (bytes.length > MAX_PERSISTED_LENGTH) {
      throw new ContentRefusedException(
          "A content of "
              + bytes.length
              + " bytes is too large to be persisted as an entity, which takes "
              + MAX_PERSISTED_LENGTH
              + " at the most. Give it to a ContentStore: its store and stage methods take any"
              + " size.");
    }
    StoredContent content = new StoredContent();
    content.bytes = bytes;
    content.size = bytes.length;
    content.frames.add(new StoredFrame(content, Payload.of(bytes)));
    return content;
  }

  /**
   * A new content of these bytes that is to have this hash: persisting it fails with {@link
   * HashMismatchException} if it has another.
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

  /** Gives this new content its hash and time; called once, before it is written. */
  void complete() {
    byte[] raw = bytes;
    if (raw == null) {
      throw new ContentRefusedException(
          "A content without bytes cannot be persisted. Make it by StoredContent.of(bytes) and"
              + " persist it (not merge it), or store it by a ContentStore.");
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
   * The primary key, by which rows refer to this content.
   *
   * @throws IllegalStateException if this content is new and was not persisted
   */
  public long id() {
    return known(id);
  }

  /** The space in which this content is kept once; empty by default. */
  public String domain() {
    return domain;
  }

  /**
   * The hash of the content's bytes.
   *
   * @throws IllegalStateException if this content is new, claims no hash and was not persisted
   * @throws DamagedContentRowException if it was loaded from a row that does not tell its hash
   */
  public ContentHash hash() {
    return ContentHash.ofRow(id == null ? 0 : id, algorithm, known(digest));
  }

  /**
   * The number of bytes of the content.
   *
   * @throws DamagedContentException if it was loaded from a row that tells a negative number
   */
  public long size() {
    if (size < 0) {
      throw new DamagedContentException(
          hash(),
          "The content "
              + hash()
              + " is damaged: its row of coffer_content (id "
              + id
              + ") says that it has "
              + size
              + " bytes. Restore the row from a backup.");
    }
    return size;
  }

  /**
   * When the content was first stored: by the database's clock if a store wrote it, by this
   * process' clock if an {@code EntityManager} did.
   *
   * @throws IllegalStateException if this content is new and was not persisted
   * @throws DamagedContentException if it was loaded from a row that tells no time
   */
  public Instant createdAt() {
    if (createdAt == null && id != null) {
      throw new DamagedContentException(
          hash(),
          "The row of coffer_content with the id "
              + id
              + " does not tell when the content "
              + hash()
              + " was stored. Restore the row from a backup.");
    }
    return UtcColumn.instant(known(createdAt));
  }

  private static <T> T known(@Nullable T attribute) {
    if (attribute == null) {
      throw new IllegalStateException(
          "This content is new: it has an id, a hash and a time once it is persisted.");
    }
    return attribute;
  }

  private boolean isNamed() {
    return digest != null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // The other may be a proxy, whose fields are empty: only its methods are asked.
    return this == other
        || (isNamed()
            && other instanceof StoredContent that
            && that.hasName(algorithm, known(digest), domain));
  }

  /** Compares what the row holds, which may be no hash: equality must not fail. */
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
