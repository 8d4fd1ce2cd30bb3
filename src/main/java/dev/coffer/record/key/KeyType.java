package dev.coffer.record.key;

import dev.coffer.api.RecordKeyException;
import dev.coffer.record.Range;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of keys of one type to texts and back. The texts are unique and exact, and the
 * order of their UTF-8 bytes is the order of the keys.
 *
 * <p>UUIDs are sorted by their text. That is not the order of {@link UUID#compareTo}, which
 * compares the halves as signed numbers. Enums are sorted by name, because a change of the order of
 * the constants would change their ordinals.
 */
public final class KeyType<K> {
  private final KeyConversion<K> conversion;
  private final boolean holdsArrays;
  private final @Nullable KeyLimit limit;

  private KeyType(KeyConversion<K> conversion, @Nullable KeyLimit limit) {
    this.conversion = conversion;
    this.limit = limit;
    this.holdsArrays = conversion.holdsArrays();
  }

  /**
   * The conversion of this type of keys.
   *
   * @throws IllegalArgumentException if the type is not a supported type of keys
   */
  @SuppressWarnings("unchecked") // the conversion of a type is for keys of this type
  public static <K> KeyType<K> of(@Nullable Class<K> keyType) {
    Class<K> type = Objects.requireNonNull(keyType, "The argument 'keyType' is null.");
    return new KeyType<>((KeyConversion<K>) KeyConversions.of(type), null);
  }

  /** The same conversion, for the keys and ranges within a limit. */
  public KeyType<K> within(KeyLimit limit) {
    return new KeyType<>(conversion, limit);
  }

  /** The class of the keys. */
  public Class<K> type() {
    return conversion.type();
  }

  /** The text of a key, checked. */
  public String encode(String collection, @Nullable K key) {
    return KeyRules.checkKey(collection, text(collection, key));
  }

  /** The text of a key, without a check of its length and characters. */
  public String text(String collection, @Nullable K key) {
    Objects.requireNonNull(key, () -> "A key of collection '" + collection + "' is null.");
    String text;
    try {
      text = conversion.toText(key);
    } catch (UnfitKeyException e) {
      throw unfit(collection, "A key of collection", e);
    }
    if (limit != null) {
      limit.check(collection, text);
    }
    return text;
  }

  private static RecordKeyException unfit(String collection, String subject, UnfitKeyException e) {
    return new RecordKeyException(
        collection, e.key(), subject + " '" + collection + "' " + e.getMessage(), e);
  }

  /**
   * A new map from keys to other objects, in the order of insertion. Keys that have equal texts are
   * one key in it, also if they are or hold different arrays.
   */
  public <V> Map<K, V> newMap(String collection) {
    return holdsArrays
        ? new ContentKeyedMap<>(conversion.type(), key -> text(collection, key))
        : new LinkedHashMap<>();
  }

  /** The entries of a map, which can be looked up by every key that has an equal text. */
  public <V> Map<K, V> byText(String collection, Map<K, V> map) {
    if (!holdsArrays) {
      return map;
    }
    Map<K, V> byText = newMap(collection);
    byText.putAll(map);
    return byText;
  }

  /**
   * The texts of a range of keys.
   *
   * @throws RecordKeyException if a bound cannot be a key, or if the range has a prefix or leading
   *     parts and the keys have none such
   */
  public KeyRange encode(String collection, Range<K> range) {
    KeyRange texts = texts(collection, range);
    if (limit != null) {
      limit.check(collection, texts);
    }
    return texts;
  }

  private KeyRange texts(String collection, Range<K> range) {
    String prefix = range.prefix();
    if (prefix != null) {
      return prefixed(collection, prefix, range.isDescending());
    }
    List<Object> leading = range.leadingParts();
    if (leading != null) {
      return leading(collection, leading, range.isDescending());
    }
    return new KeyRange(
        encodeBound(collection, range.from()),
        null,
        encodeBound(collection, range.to()),
        range.isDescending());
  }

  private KeyRange prefixed(String collection, String prefix, boolean descending) {
    if (conversion.type() != String.class) {
      // The compiler refuses it; an unchecked cast or a raw type may still bring it here.
      throw new RecordKeyException(
          collection,
          prefix,
          "Collection '%s' has keys of the type %s, which have no prefix; use %s instead of the prefix '%s'."
              .formatted(
                  collection,
                  conversion.type().getSimpleName(),
                  conversion instanceof RecordConversion
                      ? "Range.leadingParts"
                      : "Range.between, Range.from or Range.before with keys of this type",
                  prefix));
    }
    return KeyRange.ofPrefix(KeyRules.checkPrefix(collection, prefix), descending);
  }

  private KeyRange leading(String collection, List<Object> leading, boolean descending) {
    if (!(conversion instanceof RecordConversion<K> ofRecords)) {
      throw new RecordKeyException(
          collection,
          Arrays.deepToString(leading.toArray()),
          "Collection '%s' has keys of the type %s, which have no parts; use another range than the leading parts %s."
              .formatted(
                  collection,
                  conversion.type().getSimpleName(),
                  Arrays.deepToString(leading.toArray())));
    }
    try {
      KeyRange range = ofRecords.range(leading, descending);
      KeyRules.checkPrefix(collection, Objects.requireNonNull(range.from()));
      return range;
    } catch (UnfitKeyException e) {
      throw unfit(collection, "A key of collection", e);
    }
  }

  private @Nullable String encodeBound(String collection, @Nullable K key) {
    return key == null ? null : encode(collection, key);
  }

  /** The key of a stored text. */
  public K decode(String collection, String text) {
    K key;
    try {
      key = conversion.fromText(text);
      if (conversion.toText(key).equals(text)) {
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
            + conversion.type().getSimpleName()
            + "; read this collection with the type of keys with which it was written.",
        cause);
  }
}
