package dev.coffer.record;

import org.jspecify.annotations.Nullable;

/**
 * Keys from one, included, to another, excluded; null leaves that end open. Keys are in the order
 * of the UTF-8 bytes of their text.
 *
 * @param from the first key
 * @param to the key that is no longer in it
 */
public record Range<K>(@Nullable K from, @Nullable K to) {

  /** All keys. */
  public static <K> Range<K> all() {
    return new Range<>(null, null);
  }
}
