package dev.coffer.content;

import dev.coffer.api.ContentHash;
import dev.coffer.entity.StoredContent;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps immutable contents of any size, each distinct content once, under the hash of its bytes.
 * Thread-safe, unless it was joined to an entity manager, which is not.
 *
 * <p>Storing bytes that are stored already sends nothing but their hash. Memory stays bounded
 * whatever the size: a content above one part is cut into parts of at most 511 KiB, each an
 * ordinary content, at places that the bytes themselves decide, so that an edited file shares its
 * unchanged parts with the old one.
 */
public interface ContentStore {

  /**
   * Stores a stream, read to its end but not closed, and keeps it until {@link #release}.
   *
   * @throws dev.coffer.api.ContentSourceException if the stream fails; nothing of it is kept
   */
  StoredContent store(InputStream stream);

  /**
   * Stores a file and keeps it until {@link #release}.
   *
   * @throws dev.coffer.api.ContentSourceException if the file cannot be read to its end
   */
  StoredContent store(Path file);

  /** Stores bytes and keeps them until {@link #release}. */
  StoredContent store(byte[] bytes);

  /**
   * Stores a stream for a row that will refer to it: unless some row does so by then, the content
   * goes with a garbage collection after the grace period.
   */
  StoredContent stage(InputStream stream);

  /** Stages a file; see {@link #stage(InputStream)}. */
  StoredContent stage(Path file);

  /** Stages bytes; see {@link #stage(InputStream)}. */
  StoredContent stage(byte[] bytes);

  /**
   * Gives up keeping a content that was stored. Its bytes go with a garbage collection unless a row
   * refers to them.
   *
   * @return whether it was kept until now
   */
  boolean release(ContentHash hash);

  /** What is known of a content without its bytes. */
  Optional<StoredContent> find(ContentHash hash);

  /** Whether a content is stored. */
  boolean exists(ContentHash hash);

  /**
   * Opens a content for reading; close the stream. Every frame's checksum is checked as it is read.
   *
   * @throws dev.coffer.api.ContentNotFoundException if it is not stored
   * @throws dev.coffer.api.DamagedContentException here or from a read, if its bytes are damaged
   */
  InputStream open(ContentHash hash);

  /**
   * Opens a range of a content, reading only the parts that it touches.
   *
   * @param offset the first byte, from 0 to the content's size
   * @param length how many bytes at the most; the range ends with the content
   * @throws IndexOutOfBoundsException if the offset is negative or beyond the content's end, or the
   *     length negative
   */
  InputStream open(ContentHash hash, long offset, long length);

  /** Opens a content that an entity of the host refers to; see {@link #open(ContentHash)}. */
  InputStream open(StoredContent content);

  /** How many rows of Coffer's own tables refer to a content, being kept included, counted anew. */
  long references(ContentHash hash);

  /**
   * Reads a content whole and compares its hash, and the hash of each of its parts.
   *
   * @throws dev.coffer.api.ContentNotFoundException if it is not stored
   * @throws dev.coffer.api.DamagedContentException if a byte is not what was stored
   */
  void verify(ContentHash hash);
}
