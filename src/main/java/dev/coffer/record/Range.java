package dev.coffer.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of keys with a direction. It goes from an inclusive lower bound to an exclusive upper
 * bound, or consists of the text keys with a prefix or of the composite keys with some leading
 * parts. Immutable and thread-safe.
 *
 * <p>Keys are ordered by the UTF-8 bytes of their text. A range is ascending unless it is {@link
 * #reversed()}.
 *
 * @param <K> the type of the keys
 */
public final class Range<K> {

  private static final Range<Object> ALL = new Range<>(null, null, null, null, false);

  private final @Nullable K from;
  private final @Nullable K to;
  private final @Nullable String prefix;
  private final @Nullable List<Object> leadingParts;
  private final boolean descending;

  private Range(
      @Nullable K from,
      @Nullable K to,
      @Nullable String prefix,
      @Nullable List<Object> leadingParts,
      boolean descending) {
    this.from = from;
    this.to = to;
    this.prefix = prefix;
    this.leadingParts = leadingParts;
    this.descending = descending;
  }

  /** All keys. */
  @SuppressWarnings("unchecked") // the range has no bound, so it fits every type of keys
  public static <K> Range<K> all() {
    return (Range<K>) ALL;
  }

  /** The keys from this one on, inclusive. */
  public static <K> Range<K> from(K from) {
    return new Range<>(bound(from, "from"), null, null, null, false);
  }

  /** The keys before this one, exclusive. */
  public static <K> Range<K> before(K to) {
    return new Range<>(null, bound(to, "to"), null, null, false);
  }

  /** The keys from a lower bound, inclusive, to an upper bound, exclusive. */
  public static <K> Range<K> between(K from, K to) {
    return new Range<>(bound(from, "from"), bound(to, "to"), null, null, false);
  }

  private static <K> K bound(K bound, String name) {
    return copy(Objects.requireNonNull(bound, () -> "The argument '" + name + "' is null."));
  }

  /** The same bound, or a copy if it is an array, which its owner may change. */
  @SuppressWarnings("unchecked") // a copy of an array has its type
  private static <B> B copy(B bound) {
    return bound instanceof byte[] bytes ? (B) bytes.clone() : bound;
  }

  /**
   * The text keys that begin with a prefix, which may be empty. Keys of other types have bounds in
   * their own type instead: the days of 2026 are {@code Range.between(LocalDate.of(2026, 1, 1),
   * LocalDate.of(2027, 1, 1))}.
   */
  public static Range<String> prefix(String prefix) {
    return new Range<>(
        null, null, Objects.requireNonNull(prefix, "The argument 'prefix' is null."), null, false);
  }

  /**
   * The composite keys whose first components have these values. For keys of the type {@code record
   * ReadingKey(String sensor, Instant time)}, {@code Range.leadingParts("cellar")} has all keys of
   * that sensor. A read of the range refuses a value that is not of the type of its component, with
   * {@link dev.coffer.api.RecordKeyException}.
   *
   * @param first the value of the first component
   * @param more the values of the next components, in their order
   */
  public static <K> Range<K> leadingParts(Object first, Object... more) {
    Objects.requireNonNull(first, "The argument 'first' is null.");
    Objects.requireNonNull(more, "The argument 'more' is null.");
    List<Object> parts = new ArrayList<>();
    parts.add(copy(first));
    for (Object part : more) {
      parts.add(copy(Objects.requireNonNull(part, "The argument 'more' has a null part.")));
    }
    return new Range<>(null, null, null, List.copyOf(parts), false);
  }

  /** The same keys in the opposite direction. */
  public Range<K> reversed() {
    return new Range<>(from, to, prefix, leadingParts, !descending);
  }

  /** The lower bound, inclusive; null if there is none. */
  public @Nullable K from() {
    return from == null ? null : copy(from);
  }

  /** The upper bound, exclusive; null if there is none. */
  public @Nullable K to() {
    return to == null ? null : copy(to);
  }

  /** The prefix of the keys; null if the range is not given by a prefix. */
  public @Nullable String prefix() {
    return prefix;
  }

  /**
   * The values of the first components of the keys; null if the range is not given by leading
   * parts.
   */
  public @Nullable List<Object> leadingParts() {
    return leadingParts == null ? null : leadingParts.stream().map(Range::copy).toList();
  }

  /** Whether the range goes from the greatest key to the least. */
  public boolean isDescending() {
    return descending;
  }

  /** The state of this range, in which arrays count by their elements. */
  private Object[] state() {
    return new Object[] {
      from, to, prefix, leadingParts == null ? null : leadingParts.toArray(), descending
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Range<?> range && Arrays.deepEquals(state(), range.state());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(state());
  }

  @Override
  public String toString() {
    String keys = "[" + shown(from) + ", " + shown(to) + ")";
    if (prefix != null) {
      keys = "prefix '" + prefix + "'";
    } else if (leadingParts != null) {
      keys = "leading parts " + leadingParts.stream().map(Range::shown).toList();
    }
    return descending ? keys + " reversed" : keys;
  }

  private static String shown(@Nullable Object bound) {
    return bound == null
        ? ""
        : bound instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : bound.toString();
  }
}
