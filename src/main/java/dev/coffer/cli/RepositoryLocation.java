package dev.coffer.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a repository of backups: a path, or a URI of a file system whose provider is on
 * the class path. Closing it closes the file system if the command opened it, which completes a zip
 * file.
 *
 * @param opened the file system that the command opened; null if it was open before
 */
record RepositoryLocation(Path path, @Nullable FileSystem opened) implements AutoCloseable {
  /** A letter with a colon is a drive of Windows. */
  private static final Pattern URI_FORM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private static final Pattern PASSWORD = Pattern.compile("//[^/@]*:[^/@]*@");

  /** The file that every repository has. */
  private static final String HEAD = "repository";

  /** Whether a URI contains a password, which every process could read in the arguments. */
  static boolean hasPassword(String text) {
    return URI_FORM.matcher(text).matches() && PASSWORD.matcher(text).find();
  }

  /**
   * Opens the file system of a location.
   *
   * @param create whether a file such as a zip file is created if it is absent
   * @throws UnusableRepositoryException if there is no such file system
   */
  static RepositoryLocation of(String text, boolean create) throws IOException {
    if (!URI_FORM.matcher(text).matches()) {
      return new RepositoryLocation(Path.of(text), null);
    }
    try {
      return of(URI.create(text), create);
    } catch (FileSystemNotFoundException | NoSuchFileException e) {
      throw new UnusableRepositoryException("there is no repository at " + shown(text), e);
    } catch (ProviderNotFoundException e) {
      String scheme = text.substring(0, text.indexOf(':'));
      throw new UnusableRepositoryException(
          "no library for repositories at '%s:' is on the class path; write a path with a colon as ./%s"
              .formatted(scheme, shown(text)),
          e);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new UnusableRepositoryException(
          "'" + shown(text) + "' is no location of a repository: " + shown(e.getMessage()), e);
    }
  }

  /**
   * Opens the file system of a repository.
   *
   * @throws UnusableRepositoryException if there is no repository
   */
  static RepositoryLocation existing(String text) throws IOException {
    RepositoryLocation at = of(text, false);
    if (!at.exists()) {
      at.close();
      throw new UnusableRepositoryException(
          "there is no repository of backups at " + at.path() + "; 'backup' creates one");
    }
    return at;
  }

  private static RepositoryLocation of(URI uri, boolean create) throws IOException {
    try {
      return new RepositoryLocation(Path.of(uri), null);
    } catch (FileSystemNotFoundException absent) {
      FileSystem opened =
          FileSystems.newFileSystem(uri, create ? Map.of("create", "true") : Map.of());
      return new RepositoryLocation(Path.of(uri), opened);
    }
  }

  private static String shown(@Nullable String text) {
    return PASSWORD.matcher(String.valueOf(text)).replaceAll("//…@");
  }

  /** Whether there is a repository. */
  boolean exists() {
    return Files.exists(path.resolve(HEAD));
  }

  @Override
  public void close() throws IOException {
    if (opened != null) {
      opened.close();
    }
  }
}
