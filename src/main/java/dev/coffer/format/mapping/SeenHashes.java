package dev.coffer.format.mapping;

import dev.coffer.api.ContentHash;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content hashes that a JSON library writes or reads while it converts one value. The library's
 * serializers report each hash on the thread of the conversion. Not instantiable.
 */
public final class SeenHashes {
  private static final ThreadLocal<@Nullable List<ContentHash>> CURRENT = new ThreadLocal<>();

  private SeenHashes() {}

  /**
   * Runs a conversion, and adds the hashes that it reports to the list.
   *
   * @param seen receives the hashes in the order of the value, with repetitions
   */
  public static <R> R during(List<ContentHash> seen, Supplier<R> conversion) {
    List<ContentHash> outer = CURRENT.get();
    CURRENT.set(seen);
    try {
      return conversion.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** Reports a hash to the conversion that this thread runs, if there is one. */
  public static void add(ContentHash hash) {
    List<ContentHash> seen = CURRENT.get();
    if (seen != null) {
      seen.add(hash);
    }
  }

  /** Parses a hash that is read, and reports it. */
  public static ContentHash read(String text) {
    ContentHash hash = ContentHash.parse(text);
    add(hash);
    return hash;
  }
}
