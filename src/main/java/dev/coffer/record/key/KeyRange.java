package dev.coffer.record.key;

import org.jspecify.annotations.Nullable;

/**
 * A range of key texts, in the order of their UTF-8 bytes, with a direction.
 *
 * @param from the inclusive lower bound; null for no bound
 * @param after the exclusive lower bound; null for no bound
 * @param to the exclusive upper bound; null for no bound
 * @param descending whether the range goes from the greatest text to the least
 */
public record KeyRange(
    @Nullable String from, @Nullable String after, @Nullable String to, boolean descending) {

  /** All keys, ascending. */
  public static final KeyRange ALL = new KeyRange(null, null, null, false);

  static KeyRange ofPrefix(String prefix, boolean descending) {
    return new KeyRange(
        prefix.isEmpty() ? null : prefix, null, Utf8Order.afterAllWithPrefix(prefix), descending);
  }

  /** The rest of this range that follows the given key in the direction of the range. */
  public KeyRange after(String key) {
    if (descending) {
      boolean moves = to == null || Utf8Order.compare(key, to) < 0;
      return moves ? new KeyRange(from, after, key, true) : this;
    }
    boolean moves = from == null || Utf8Order.compare(key, from) >= 0;
    return moves ? new KeyRange(null, key, to, false) : this;
  }

  /** Whether no text can be in the range. */
  public boolean isEmpty() {
    @Nullable String low = from == null ? after : from;
    return low != null && to != null && Utf8Order.compare(low, to) >= 0;
  }
}
