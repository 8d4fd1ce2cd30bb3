package dev.coffer.record;

import org.jspecify.annotations.Nullable;

/**
 * A range of keys, from an inclusive lower bound to an exclusive upper bound. A null bound is open.
 * Keys are ordered by the UTF-8 bytes of their text.
 *
 * @param from the lower bound, inclusive
 * @param to the upper bound, exclusive
 */
public record Range<K>(@Nullable K from, @Nullable K to) {

  /** All keys. */
  public static <K> Range<K> all() {
    return new Range<>(null, null);
  }
}
