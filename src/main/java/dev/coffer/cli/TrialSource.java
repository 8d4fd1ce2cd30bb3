package dev.coffer.cli;

import dev.coffer.api.MalformedJsonException;
import dev.coffer.format.RawJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A source of records for a trial.
 *
 * @param collection the collection for the records
 * @param path a JSON file, or a directory whose {@code .json} and {@code .json.gz} files are used,
 *     at any depth
 * @param pointer the pointer to the array of records in each file, which a file of a directory may
 *     lack; null if the file itself is the array or is newline-delimited
 */
record TrialSource(String collection, Path path, @Nullable JsonPointer pointer) {

  /**
   * Parses a text such as {@code players=players.json#/items}.
   *
   * @throws IllegalArgumentException if the text does not have this form
   */
  static TrialSource parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new IllegalArgumentException(
          "'" + text + "' does not have the form COLLECTION=FILE or COLLECTION=FILE#POINTER");
    }
    String collection = text.substring(0, equals);
    String place = text.substring(equals + 1);
    int hash = place.lastIndexOf("#/");
    return hash < 0
        ? new TrialSource(collection, Path.of(place), null)
        : new TrialSource(
            collection,
            Path.of(place.substring(0, hash)),
            JsonPointer.parse(place.substring(hash + 1)));
  }

  /** The files to read, ordered by path. */
  List<Path> files(PassedOver passedOver) throws IOException {
    if (!Files.exists(path)) {
      throw new RefusedException("no such file: " + path);
    }
    if (Files.isDirectory(path)) {
      return FileTree.files(path, TrialSource::isJsonFile, passedOver);
    }
    if (!Files.isReadable(path)) {
      passedOver.add(new AccessDeniedException(path.toString()));
      return List.of();
    }
    return List.of(path);
  }

  private static boolean isJsonFile(Path file) {
    String name = file.toString();
    return name.endsWith(".json") || name.endsWith(".json.gz");
  }

  /** Processes each record of a file, always in the same order. */
  void forEach(Console console, Path file, Consumer<RawJson> action) throws IOException {
    try {
      read(console, file, action);
    } catch (MalformedJsonException e) {
      throw new RefusedException(file + ": not JSON at " + e.getMessage(), e);
    }
  }

  private void read(Console console, Path file, Consumer<RawJson> action) throws IOException {
    try (InputStream in = open(console, file)) {
      JsonElements elements = JsonElements.of(in, Inputs.LARGEST_VALUE);
      Optional<RawJson> next = elements.next();
      while (next.isPresent()) {
        action.accept(next.get());
        next = elements.next();
      }
    }
  }

  private InputStream open(Console console, Path file) throws IOException {
    if (pointer == null) {
      return JsonInput.open(console, file);
    }
    RawJson whole = readValue(console, file);
    Optional<String> array =
        pointer.find(whole).map(RawJson::text).filter(found -> found.startsWith("["));
    if (array.isEmpty() && file.equals(path)) {
      throw new RefusedException(file + " has no array at " + pointer);
    }
    return new ByteArrayInputStream(array.orElse("").getBytes(StandardCharsets.UTF_8));
  }

  private static RawJson readValue(Console console, Path file) throws IOException {
    try (InputStream in = JsonInput.open(console, file)) {
      return JsonElements.sequence(in, Integer.MAX_VALUE)
          .next()
          .orElseThrow(() -> new RefusedException(file + " contains no JSON value"));
    }
  }
}
