package dev.coffer.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of keys with a direction. It goes from an inclusive lower bound to an exclusive upper
 * bound, or consists of the text keys with a prefix. Immutable and thread-safe.
 *
 * <p>Keys are ordered by the UTF-8 bytes of their text. A range is ascending unless it is {@link
 * #reversed()}.
 *
 * @param <K> the type of the keys
 */
public final class Range<K> {

  private static final Range<Object> ALL = new Range<>(null, null, null, false);

  private final @Nullable K from;
  private final @Nullable K to;
  private final @Nullable String prefix;
  private final boolean descending;

  private Range(@Nullable K from, @Nullable K to, @Nullable String prefix, boolean descending) {
    this.from = from;
    this.to = to;
    this.prefix = prefix;
    this.descending = descending;
  }

  /** All keys. */
  @SuppressWarnings("unchecked") // the range has no bound, so it fits every type of keys
  public static <K> Range<K> all() {
    return (Range<K>) ALL;
  }

  /** The keys from this one on, inclusive. */
  public static <K> Range<K> from(K from) {
    return new Range<>(
        Objects.requireNonNull(from, "The argument 'from' is null."), null, null, false);
  }

  /** The keys before this one, exclusive. */
  public static <K> Range<K> before(K to) {
    return new Range<>(null, Objects.requireNonNull(to, "The argument 'to' is null."), null, false);
  }

  /** The keys from a lower bound, inclusive, to an upper bound, exclusive. */
  public static <K> Range<K> between(K from, K to) {
    return new Range<>(
        Objects.requireNonNull(from, "The argument 'from' is null."),
        Objects.requireNonNull(to, "The argument 'to' is null."),
        null,
        false);
  }

  /**
   * The text keys that begin with a prefix, which may be empty. Keys of other types have bounds in
   * their own type instead: the days of 2026 are {@code Range.between(LocalDate.of(2026, 1, 1),
   * LocalDate.of(2027, 1, 1))}.
   */
  public static Range<String> prefix(String prefix) {
    return new Range<>(
        null, null, Objects.requireNonNull(prefix, "The argument 'prefix' is null."), false);
  }

  /** The same keys in the opposite direction. */
  public Range<K> reversed() {
    return new Range<>(from, to, prefix, !descending);
  }

  /** The lower bound, inclusive; null if there is none. */
  public @Nullable K from() {
    return from;
  }

  /** The upper bound, exclusive; null if there is none. */
  public @Nullable K to() {
    return to;
  }

  /** The prefix of the keys; null if the range is given by bounds. */
  public @Nullable String prefix() {
    return prefix;
  }

  /** Whether the range goes from the greatest key to the least. */
  public boolean isDescending() {
    return descending;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Range<?> range
        && Objects.equals(from, range.from)
        && Objects.equals(to, range.to)
        && Objects.equals(prefix, range.prefix)
        && descending == range.descending;
  }

  @Override
  public int hashCode() {
    return Objects.hash(from, to, prefix, descending);
  }

  @Override
  public String toString() {
    String keys =
        prefix != null
            ? "prefix '" + prefix + "'"
            : "[" + (from == null ? "" : from) + ", " + (to == null ? "" : to) + ")";
    return descending ? keys + " reversed" : keys;
  }
}
