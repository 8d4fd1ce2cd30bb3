package dev.coffer.file;

import dev.coffer.record.Expiry;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The named files of one collection. A file is a record under its path. The record holds the media
 * type, the attributes, the size and the hash of the content; the bytes are that content. Files
 * with equal bytes share one content. Thread-safe, unless it is joined to an entity manager.
 *
 * <p>A path consists of segments with {@code /} between them, such as {@code 2026/invoice 17.pdf},
 * and has 1 to 512 characters. It is exact, as keys of records are: case, blanks and accents count.
 * A path that begins or ends with {@code /}, or that has an empty segment, {@code .} or {@code ..},
 * is refused with {@link dev.coffer.api.RecordKeyException} before anything is read or written.
 *
 * <p>Directories are not stored: a directory exists while a path begins with its name and {@code
 * /}. Files are listed in the order of the UTF-8 bytes of their paths.
 *
 * <p>An expired file is absent for every operation. Files are values of a type of Coffer, so a
 * collection of files should have no other records.
 */
public interface FileRepository {

  /** The collection's name. */
  String collection();

  /**
   * Stores or replaces a file with {@link FileOptions#defaults()}; see {@link #put(String,
   * InputStream, FileOptions)}.
   */
  default FilePut put(String path, InputStream stream) {
    return put(path, stream, FileOptions.defaults());
  }

  /**
   * Stores or replaces a file. The stream is read to its end but not closed. If all of the file is
   * equal to the stored one, only its expiry is written, and the version stays the same.
   *
   * <p>Outside of a host's transaction, the bytes are stored first, in short transactions, and then
   * the file, in another one. If the put fails or is refused, no file refers to the bytes, and a
   * garbage collection removes them.
   *
   * @throws dev.coffer.api.RecordConflictException if the condition of the options does not hold;
   *     the stored file is unchanged
   * @throws dev.coffer.api.ContentSourceException if the stream fails; nothing is stored
   * @throws dev.coffer.api.TransientCofferException if a garbage collection or a deletion removes
   *     the bytes after their upload; the stored file is unchanged
   * @throws dev.coffer.api.MissingLibraryException if no JSON library is on the class path
   */
  FilePut put(String path, InputStream stream, FileOptions options);

  /**
   * Stores or replaces a file with the bytes of a file of the operating system; see {@link
   * #put(String, InputStream, FileOptions)}.
   */
  FilePut put(String path, Path source, FileOptions options);

  /**
   * The file under a path, without its bytes.
   *
   * @throws dev.coffer.api.RecordTypeException if the record under the path is not a file
   */
  Optional<StoredFile> get(String path);

  /** Whether a file exists under a path. */
  boolean exists(String path);

  /**
   * Opens a file for reading; see {@link
   * dev.coffer.content.ContentStore#open(dev.coffer.api.ContentHash)}. The caller must close the
   * stream. The stream returns the bytes that the file has now, also if the file is replaced
   * meanwhile.
   *
   * @throws dev.coffer.api.StoredFileNotFoundException if there is no file under the path
   */
  InputStream open(String path);

  /**
   * Opens a range of the bytes that a file had when it was read. Only the parts of the content that
   * overlap the range are read. The caller must close the stream.
   *
   * @param offset the first byte, from 0 to the size of the file
   * @param length the maximum number of bytes; the range ends at the end of the file
   * @throws IndexOutOfBoundsException if the offset is negative or beyond the end of the file, or
   *     if the length is negative
   * @throws dev.coffer.api.ContentNotFoundException if the file was replaced or deleted, and a
   *     garbage collection has removed its bytes
   */
  InputStream open(StoredFile file, long offset, long length);

  /**
   * Opens a read-only channel of a file, for reads at any position; see {@link
   * dev.coffer.content.ContentStore#openChannel(dev.coffer.api.ContentHash)}. The caller must close
   * the channel.
   *
   * @throws dev.coffer.api.StoredFileNotFoundException if there is no file under the path
   */
  SeekableByteChannel openChannel(String path);

  /**
   * The files whose paths begin with a prefix, in the order of their paths. The prefix is text, not
   * a directory: {@code 2026} is also a prefix of {@code 2026-old/1.pdf}, and {@code 2026/} is not.
   * The empty prefix selects all files. The stream reads page by page, so its memory use is bounded
   * and it holds no cursor open. Close it if you do not read it to its end.
   */
  Stream<StoredFile> list(String prefix);

  /**
   * The files and subdirectories that are directly in a directory, in the order of their paths. A
   * file and a directory may have the same path. The stream reads page by page, and does not read
   * all files of a large subdirectory. Close it if you do not read it to its end.
   *
   * @param directory the path of the directory, without {@code /} at its end; the empty text for
   *     the root
   */
  Stream<FileEntry> entries(String directory);

  /**
   * Changes the media type and the attributes of a file by a function; atomic. No bytes are read or
   * written. The file keeps its expiry. The function may run several times; see {@link
   * dev.coffer.record.RecordRepository#compute}.
   *
   * @return the new details; empty if there is no file under the path
   */
  Optional<FileDetails> update(String path, UnaryOperator<FileDetails> change);

  /**
   * Changes the expiry of a file. The version stays the same.
   *
   * @param expiry not {@link Expiry#keep()}
   * @return whether the file exists
   * @throws IllegalArgumentException if the expiry is {@link Expiry#keep()}
   */
  boolean touch(String path, Expiry expiry);

  /**
   * Gives a file another path; atomic. No bytes are read or written. The file keeps its details,
   * times and expiry, and gets a new version. A move to the same path has no effect.
   *
   * @return whether there was a file under the path
   * @throws dev.coffer.api.RecordConflictException if there is a file under the new path
   * @throws dev.coffer.api.SeveralShardsException if another shard has the new path: copy the file,
   *     and delete the old one
   */
  boolean move(String path, String newPath);

  /**
   * Copies a file, without its expiry. No bytes are read or written: both files have the same
   * content.
   *
   * @return whether there was a file under the path
   * @throws dev.coffer.api.RecordConflictException if there is a file under the new path
   */
  boolean copy(String path, String newPath);

  /** Deletes a file. Returns whether it existed. */
  boolean delete(String path);

  /** Deletes a file if it is at this version; atomic. Returns whether the file was deleted. */
  boolean deleteIfVersion(String path, long expectedVersion);

  /**
   * Deletes the files whose paths begin with a prefix, which is text as in {@link #list}, and
   * returns their number. Outside of a host's transaction, each 512 files are deleted in a
   * transaction of their own: a failure leaves the rest, and the same call may be repeated.
   */
  long deleteAll(String prefix);
}
