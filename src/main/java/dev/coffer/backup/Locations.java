package dev.coffer.backup;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Paths and URIs of repositories as text. Stateless. */
final class Locations {

  /** A scheme of one letter is a drive of Windows. */
  private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** The user and the password of a URI. */
  private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@");

  private Locations() {}

  /**
   * The path of a directory.
   *
   * @throws IllegalArgumentException if the text is not valid, or no file system has its scheme.
   *     The message does not have the credentials of a URI
   */
  static Path parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("The location of a backup repository is empty.");
    }
    if (!URI_SCHEME.matcher(text).matches()) {
      return Path.of(text);
    }
    try {
      URI uri = new URI(text);
      FileSystemProvider provider = provider(uri.getScheme());
      if (provider != null) {
        return path(provider, uri);
      }
    } catch (URISyntaxException | IOException | RuntimeException e) {
      // The messages of these exceptions, and of their causes, may have the whole text.
      throw new IllegalArgumentException(
          "The location "
              + withoutCredentials(text)
              + " cannot be used: "
              + withoutCredentials(String.valueOf(e.getMessage())));
    }
    throw new IllegalArgumentException(
        "There is no file system for "
            + withoutCredentials(text)
            + ". Add a library with a provider of its scheme to the class path.");
  }

  private static Path path(FileSystemProvider provider, URI uri) throws IOException {
    try {
      return provider.getPath(uri);
    } catch (FileSystemNotFoundException e) {
      open(provider, uri);
      return provider.getPath(uri);
    }
  }

  /** Opens a file system such as a zip file. It stays open, as the repository in it does. */
  private static void open(FileSystemProvider provider, URI uri) throws IOException {
    try {
      var unused = provider.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      // Another thread has opened it.
    }
  }

  /** The JDK knows the providers of the system class loader alone, not those of an application. */
  private static @Nullable FileSystemProvider provider(String scheme) {
    for (FileSystemProvider each : FileSystemProvider.installedProviders()) {
      if (each.getScheme().equalsIgnoreCase(scheme)) {
        return each;
      }
    }
    for (FileSystemProvider each : ServiceLoader.load(FileSystemProvider.class)) {
      if (each.getScheme().equalsIgnoreCase(scheme)) {
        return each;
      }
    }
    return null;
  }

  private static String withoutCredentials(String text) {
    return CREDENTIALS.matcher(text).replaceAll("//…@");
  }
}
