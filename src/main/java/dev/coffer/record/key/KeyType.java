package dev.coffer.record.key;

import dev.coffer.api.RecordKeyException;
import dev.coffer.record.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of keys of one type to texts and back. The texts are unique and exact, and the
 * order of their UTF-8 bytes is the order of the keys.
 *
 * <p>UUIDs are sorted by their text. That is not the order of {@link UUID#compareTo}, which
 * compares the halves as signed numbers.
 */
public final class KeyType<K> {
  private static final List<KeyType<?>> KNOWN =
      List.of(
          new KeyType<>(String.class, Function.identity(), Function.identity()),
          new KeyType<>(UUID.class, UUID::toString, UUID::fromString),
          new KeyType<>(Long.class, NumberKeys::of, NumberKeys::toLong),
          new KeyType<>(Integer.class, NumberKeys::of, NumberKeys::toInteger),
          new KeyType<>(Instant.class, TimeKeys::of, TimeKeys::toInstant),
          new KeyType<>(LocalDate.class, TimeKeys::of, TimeKeys::toLocalDate));

  private final Class<K> type;
  private final Function<K, String> toText;
  private final Function<String, K> fromText;

  private KeyType(Class<K> type, Function<K, String> toText, Function<String, K> fromText) {
    this.type = type;
    this.toText = toText;
    this.fromText = fromText;
  }

  /**
   * The conversion of this type of keys.
   *
   * @throws IllegalArgumentException if the type is not a supported type of keys
   */
  @SuppressWarnings("unchecked") // the type was just compared
  public static <K> KeyType<K> of(@Nullable Class<K> keyType) {
    Class<?> type = Objects.requireNonNull(keyType, "The argument 'keyType' is null.");
    for (KeyType<?> known : KNOWN) {
      if (known.type == type) {
        return (KeyType<K>) known;
      }
    }
    throw new IllegalArgumentException(
        "Keys cannot be of "
            + type.getName()
            + "; use String, UUID, Long, Integer, Instant or LocalDate.");
  }

  /** The class of the keys. */
  public Class<K> type() {
    return type;
  }

  /** The text of a key, checked. */
  public String encode(String collection, @Nullable K key) {
    return KeyRules.checkKey(collection, text(collection, key));
  }

  /** The text of a key, checked only for null. */
  public String text(String collection, @Nullable K key) {
    Objects.requireNonNull(key, () -> "A key of collection '" + collection + "' is null.");
    return toText.apply(key);
  }

  /**
   * The texts of a range of keys.
   *
   * @throws RecordKeyException if a bound cannot be a key, or if the range has a prefix and the
   *     keys are no texts
   */
  public KeyRange encode(String collection, Range<K> range) {
    String prefix = range.prefix();
    if (prefix == null) {
      return new KeyRange(
          encodeBound(collection, range.from()),
          null,
          encodeBound(collection, range.to()),
          range.isDescending());
    }
    if (type != String.class) {
      // The compiler refuses it; an unchecked cast or a raw type may still bring it here.
      throw new RecordKeyException(
          collection,
          prefix,
          "Collection '%s' has keys of the type %s, which have no prefix; use Range.between, Range.from or Range.before with keys of this type instead of the prefix '%s'."
              .formatted(collection, type.getSimpleName(), prefix));
    }
    return KeyRange.ofPrefix(KeyRules.checkPrefix(collection, prefix), range.isDescending());
  }

  private @Nullable String encodeBound(String collection, @Nullable K key) {
    return key == null ? null : encode(collection, key);
  }

  /** The key of a stored text. */
  public K decode(String collection, String text) {
    K key;
    try {
      key = fromText.apply(text);
      if (toText.apply(key).equals(text)) {
        return key;
      }
    } catch (RuntimeException e) {
      throw wrongType(collection, text, e);
    }
    throw wrongType(collection, text, null);
  }

  private RecordKeyException wrongType(
      String collection, String text, @Nullable RuntimeException cause) {
    return new RecordKeyException(
        collection,
        text,
        "Collection '"
            + collection
            + "' holds the key '"
            + text
            + "', which is not a key of the type "
            + type.getSimpleName()
            + "; read this collection with the type of keys with which it was written.",
        cause);
  }
}
