package dev.coffer.shard;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a key that decides on the shard. Keys with an equal part, which are a group, lie
 * together, in all collections, so that one transaction can hold them. Immutable.
 *
 * <p>The map of shards stores its text, so processes agree on it, and stored texts stay valid.
 */
public final class ShardKey {

  /** The longest delimiter, in UTF-16 units. */
  private static final int LONGEST_DELIMITER = 32;

  private static final int MOST_PARTS = 32;

  /** What separates the parts in the text of a key, and is escaped in them. */
  private static final String PART_SEPARATOR = "$";

  private static final String WHOLE_TEXT = "whole";
  private static final String PREFIX_TEXT = "prefix:";
  private static final String PARTS_TEXT = "parts:";

  private static final ShardKey WHOLE = new ShardKey(WHOLE_TEXT, "", 0);

  private final String text;
  private final String delimiter;

  /** How many sections of the key decide; 0 if the whole key does. */
  private final int sections;

  private ShardKey(String text, String delimiter, int sections) {
    this.text = text;
    this.delimiter = delimiter;
    this.sections = sections;
  }

  /**
   * The collection and the whole key decide, so that keys are spread most evenly. There are no
   * groups.
   */
  public static ShardKey whole() {
    return WHOLE;
  }

  /**
   * What is before the first delimiter in the text of the key decides, or the whole text if it has
   * none. A delimiter at the start of the text does not count: with {@code "/"}, the group of
   * {@code users/7/mail} is {@code users}, and that of {@code /users/7} is {@code /users}.
   *
   * @throws IllegalArgumentException if the delimiter is empty, longer than 32 characters, or holds
   *     a character that keys cannot hold
   */
  public static ShardKey prefix(String delimiter) {
    Objects.requireNonNull(delimiter, "The argument 'delimiter' is null.");
    if (delimiter.isEmpty()
        || delimiter.length() > LONGEST_DELIMITER
        || delimiter.codePoints().anyMatch(ShardKey::isNoCharacter)) {
      throw new IllegalArgumentException(
          "The delimiter of a prefix is '%s'; use 1 to %s characters that keys can hold."
              .formatted(delimiter, LONGEST_DELIMITER));
    }
    return new ShardKey(PREFIX_TEXT + delimiter, delimiter, 1);
  }

  /** Whether a code point is NUL or half of a surrogate pair. */
  private static boolean isNoCharacter(int codePoint) {
    return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
  }

  /**
   * The first parts of a key decide, where keys are records of several components. The whole key
   * decides if it has no more parts.
   *
   * @throws IllegalArgumentException if the number is not from 1 to 32
   */
  public static ShardKey parts(int count) {
    if (count < 1 || count > MOST_PARTS) {
      throw new IllegalArgumentException(
          "The number of deciding parts is %s; use a number from 1 to %s."
              .formatted(count, MOST_PARTS));
    }
    return new ShardKey(PARTS_TEXT + count, PART_SEPARATOR, count);
  }

  /**
   * The choice that has this text.
   *
   * @throws IllegalArgumentException if {@link #text()} returns no such text
   */
  public static ShardKey parse(String text) {
    Objects.requireNonNull(text, "The argument 'text' is null.");
    if (text.equals(WHOLE_TEXT)) {
      return WHOLE;
    }
    if (text.startsWith(PREFIX_TEXT)) {
      return prefix(text.substring(PREFIX_TEXT.length()));
    }
    if (text.matches(PARTS_TEXT + "[1-9][0-9]?")) {
      return parts(Integer.parseInt(text.substring(PARTS_TEXT.length())));
    }
    throw new IllegalArgumentException(
        "The shard key is '%s'; use '%s', '%s' and a delimiter, or '%s' and a number from 1 to %s."
            .formatted(text, WHOLE_TEXT, PREFIX_TEXT, PARTS_TEXT, MOST_PARTS));
  }

  /** The text from which {@link #parse} makes an equal object. */
  public String text() {
    return text;
  }

  /** The deciding part of the text of a key. */
  public String group(String keyText) {
    Objects.requireNonNull(keyText, "The argument 'keyText' is null.");
    if (sections == 0) {
      return keyText;
    }
    boolean leading = text.startsWith(PREFIX_TEXT) && keyText.startsWith(delimiter);
    int end = keyText.indexOf(delimiter, leading ? delimiter.length() : 0);
    for (int i = 1; i < sections && end >= 0; i++) {
      end = keyText.indexOf(delimiter, end + delimiter.length());
    }
    return end < 0 ? keyText : keyText.substring(0, end);
  }

  /** Whether keys form groups. */
  public boolean hasGroups() {
    return sections > 0;
  }

  /**
   * The prefix that the texts of the keys of a group have, and no other keys, for {@link
   * dev.coffer.record.Range#prefix}. A key whose text is the group itself belongs to the group
   * without this prefix. Empty if no key can have such a prefix, or if there are no groups.
   */
  public Optional<String> prefixOf(String group) {
    Objects.requireNonNull(group, "The argument 'group' is null.");
    String prefix = group + delimiter;
    return hasGroups() && group(prefix).equals(group) ? Optional.of(prefix) : Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ShardKey that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
