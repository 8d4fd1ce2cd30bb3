package dev.coffer.content;

import dev.coffer.api.ContentHash;
import dev.coffer.entity.StoredContent;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores immutable contents of any size under the hash of their bytes, each distinct content once.
 * Thread-safe, unless it is joined to an entity manager.
 *
 * <p>If the bytes are already stored, a store sends only their hash. Memory use is bounded for any
 * size: a larger content is divided into parts of at most 511 KiB, and each part is an ordinary
 * content. The bytes themselves determine the part boundaries, so an edited file shares its
 * unchanged parts with the previous version.
 */
public interface ContentStore {

  /**
   * Stores a stream and keeps the content until {@link #release(ContentHash)}. The stream is read
   * to its end but not closed.
   *
   * @throws dev.coffer.api.ContentSourceException if the stream fails; nothing is stored
   */
  StoredContent store(InputStream stream);

  /**
   * Stores a stream as {@link #store(InputStream)} does, if its bytes have the expected hash.
   *
   * @param expected a hash of this store's algorithm
   * @throws dev.coffer.api.HashMismatchException if the bytes have another hash; no content is
   *     stored
   * @throws IllegalArgumentException if the expected hash is of another algorithm
   */
  StoredContent store(InputStream stream, ContentHash expected);

  /**
   * Stores a stream and keeps the content until this holder releases it. Other holders, and the
   * stores without a holder, keep the same content independently.
   */
  StoredContent store(InputStream stream, Holder holder);

  /**
   * Stores a file and keeps the content until {@link #release(ContentHash)}.
   *
   * @throws dev.coffer.api.ContentSourceException if the file cannot be read to its end
   */
  StoredContent store(Path file);

  /**
   * Stores files as {@link #store(Path)} does, each transaction with up to 2 MiB of small files.
   * For many small files this is several times as fast as a call for each: the files of one
   * transaction share its statements and its commit, and all cores hash and compress them.
   *
   * @return the contents, in the order of the files
   * @throws dev.coffer.api.ContentSourceException if a file cannot be read to its end; the files
   *     before it are stored
   */
  List<StoredContent> storeAll(List<Path> files);

  /** Stores bytes and keeps the content until {@link #release(ContentHash)}. */
  StoredContent store(byte[] bytes);

  /**
   * Stores a stream for a row that will refer to it. If no row refers to the content, a garbage
   * collection after the grace period removes it.
   */
  StoredContent stage(InputStream stream);

  /**
   * Stages a stream if its bytes have the expected hash; see {@link #stage(InputStream)} and {@link
   * #store(InputStream, ContentHash)}.
   */
  StoredContent stage(InputStream stream, ContentHash expected);

  /** Stages a file; see {@link #stage(InputStream)}. */
  StoredContent stage(Path file);

  /** Stages bytes; see {@link #stage(InputStream)}. */
  StoredContent stage(byte[] bytes);

  /**
   * Opens an output stream whose bytes become a content when it is committed or staged. Closing it
   * before that leaves no content. The caller must close the stream.
   *
   * <p>The stream cuts the bytes into parts as they arrive and writes each 2 MiB of parts at once,
   * in the transactions of this store: it needs a few MiB of memory, no temporary file and no
   * thread. In Coffer's own transactions, parts of a stream that is not committed remain without a
   * reference, as after a {@link #store(InputStream)} that fails, until a garbage collection
   * removes them. In a host's transaction, write and commit inside that transaction.
   */
  ContentOutputStream writer();

  /**
   * The hash under which this store would store a stream. Nothing is stored, and no statement runs.
   * The stream is read to its end but not closed.
   *
   * @throws dev.coffer.api.ContentSourceException if the stream fails
   */
  ContentHash hash(InputStream stream);

  /** The hash under which this store would store a file; see {@link #hash(InputStream)}. */
  ContentHash hash(Path file);

  /** The hash under which this store would store bytes; see {@link #hash(InputStream)}. */
  ContentHash hash(byte[] bytes);

  /**
   * Keeps a stored content until {@link #release(ContentHash)}, as a store does, without sending
   * its bytes again.
   *
   * @throws dev.coffer.api.ContentNotFoundException if the content is not stored
   */
  StoredContent retain(ContentHash hash);

  /**
   * Keeps a stored content until this holder releases it, without sending its bytes again. A second
   * retention by the same holder changes nothing.
   *
   * @throws dev.coffer.api.ContentNotFoundException if the content is not stored
   */
  StoredContent retain(ContentHash hash, Holder holder);

  /**
   * Ends the retention of a content by the stores without a holder. A garbage collection removes
   * its bytes unless a holder keeps it or a row refers to it.
   *
   * @return whether the content was retained
   */
  boolean release(ContentHash hash);

  /**
   * Ends the retention of a content by this holder; see {@link #release(ContentHash)}.
   *
   * @return whether this holder retained the content
   */
  boolean release(ContentHash hash, Holder holder);

  /**
   * Deletes a content at once, with its parts to which nothing else refers, in one transaction. An
   * H2 in this process needs memory for all of them. A part that another transaction uses at that
   * moment stays until a garbage collection.
   *
   * <p>An upload that runs at the same time and shares parts with the deleted content may fail with
   * a {@link dev.coffer.api.TransientCofferException}. An upload that has succeeded loses nothing.
   *
   * @return whether the content was stored
   * @throws dev.coffer.api.ContentInUseException if a row of any table refers to the content by a
   *     foreign key; a retention is such a row. Nothing is deleted
   * @throws dev.coffer.api.UnsupportedHostException on H2 in a transaction above READ COMMITTED,
   *     which does not see newer references
   */
  boolean delete(ContentHash hash);

  /** The identity and size of a content, without its bytes. */
  Optional<StoredContent> find(ContentHash hash);

  /** Whether a content is stored. */
  boolean exists(ContentHash hash);

  /**
   * Opens a content for reading. The caller must close the stream. The stream verifies the checksum
   * of every frame that it reads.
   *
   * @throws dev.coffer.api.ContentNotFoundException if the content is not stored
   * @throws dev.coffer.api.DamagedContentException if its bytes are damaged; the stream's read
   *     methods throw it too
   */
  InputStream open(ContentHash hash);

  /**
   * Opens a range of a content. Only the parts that overlap the range are read.
   *
   * @param offset the first byte, from 0 to the content's size
   * @param length the maximum number of bytes; the range ends at the end of the content
   * @throws IndexOutOfBoundsException if the offset is negative or beyond the end of the content,
   *     or if the length is negative
   */
  InputStream open(ContentHash hash, long offset, long length);

  /** Opens a content that an entity of the host refers to; see {@link #open(ContentHash)}. */
  InputStream open(StoredContent content);

  /**
   * Opens a read-only channel of a content, for reads at any position. The caller must close the
   * channel. It is not thread-safe, and holds no connection between reads.
   *
   * <p>A read fills its buffer unless the content ends, and reads only the parts that it needs. The
   * channel keeps the part of the last read, so reads near one another query the database once for
   * each part. Memory use is bounded by a few MiB. A write or truncation throws {@link
   * java.nio.channels.NonWritableChannelException}.
   *
   * @throws dev.coffer.api.ContentNotFoundException if the content is not stored
   * @throws dev.coffer.api.DamagedContentException if its bytes are damaged; the channel's reads
   *     throw it too
   */
  SeekableByteChannel openChannel(ContentHash hash);

  /** The size, age and retention of a content; empty if it is not stored. */
  Optional<ContentInfo> info(ContentHash hash);

  /**
   * A page of the stored contents of this store's domain, in the order of their hashes. It includes
   * the parts of large contents, and the contents of records. The next page begins after the last
   * hash of this page; a page with fewer contents than its limit is the last one. A content that is
   * stored or deleted between two pages changes nothing about the others.
   *
   * @param after the last hash of the previous page; null for the first page
   * @param limit the maximum number of contents in the page, at least 1
   * @throws dev.coffer.api.DamagedContentRowException if a row of the page holds no valid hash
   */
  List<ContentInfo> list(@Nullable ContentHash after, int limit);

  /**
   * The number of references to a content from rows of Coffer's own tables, counted by a new query.
   * Each holder counts as a reference.
   */
  long references(ContentHash hash);

  /**
   * The number of rows that refer to a content by a foreign key, by the name of their table; empty
   * if there are none or if the content is not stored. Tables of the application count too, as far
   * as this account sees them in the database's catalog. One query runs for each referring column.
   */
  Map<String, Long> referencesByTable(ContentHash hash);

  /**
   * A page of the holders that keep a content, in the database's order of their names. The next
   * page begins after the last holder of this page; a page with fewer holders than its limit is the
   * last one.
   *
   * @param after the last holder of the previous page; null for the first page
   * @param limit the maximum number of holders in the page, at least 1
   */
  List<Holder> holders(ContentHash hash, @Nullable Holder after, int limit);

  /**
   * Verifies a content: reads it completely and compares its hash and the hash of each part.
   *
   * @throws dev.coffer.api.ContentNotFoundException if the content is not stored
   * @throws dev.coffer.api.DamagedContentException if the bytes do not match the hash
   */
  void verify(ContentHash hash);
}
