package dev.coffer.spring;

import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import java.io.InputStream;
import java.util.Objects;
import org.springframework.core.io.AbstractResource;

/**
 * A Spring {@code Resource} for the bytes that a file had when it was read. Spring MVC answers
 * requests for ranges if a controller returns it. Thread-safe, unless the repository is joined to
 * an entity manager.
 *
 * <p>The length, the name and the time come from the {@link StoredFile}, without a statement. A
 * stream reads the parts of the content that it returns, and skips other parts without a read. A
 * replacement of the file does not change the bytes of the resource, so that they always agree with
 * {@link StoredFile#entityTag()}.
 */
public final class StoredFileResource extends AbstractResource {

  private final FileRepository files;
  private final StoredFile file;

  /**
   * Creates a resource.
   *
   * @param files the collection of the file
   * @param file the file, as {@link FileRepository#get} returns it
   */
  public StoredFileResource(FileRepository files, StoredFile file) {
    this.files = Objects.requireNonNull(files, "The argument 'files' is null.");
    this.file = Objects.requireNonNull(file, "The argument 'file' is null.");
  }

  /** The file, as it was read. */
  public StoredFile file() {
    return file;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.coffer.api.ContentNotFoundException if the file was replaced or deleted, and a
   *     garbage collection has removed its bytes
   */
  @Override
  public InputStream getInputStream() {
    return files.open(file, 0, file.size());
  }

  /** Whether a file exists under the path now. */
  @Override
  public boolean exists() {
    return files.exists(file.path());
  }

  /** The number of bytes. */
  @Override
  public long contentLength() {
    return file.size();
  }

  /** When the file last changed, in milliseconds since 1970. */
  @Override
  public long lastModified() {
    return file.updatedAt().toEpochMilli();
  }

  /** The last segment of the path. */
  @Override
  public String getFilename() {
    return file.name();
  }

  @Override
  public String getDescription() {
    return "file '%s' of collection '%s' at version %d"
        .formatted(file.path(), files.collection(), file.version());
  }
}
