package dev.coffer.content;

import dev.coffer.api.HolderNameException;
import java.util.Objects;

/**
 * A named owner of contents. A content is kept until each of its holders has released it. Immutable
 * and thread-safe.
 *
 * @param name the exact name, for example {@code invoices/17}: 1 to {@value #MAX_LENGTH}
 *     characters. Case, blanks and accents count. The character NUL and halves of surrogate pairs
 *     are refused
 */
public record Holder(String name) {

  /** The maximum length of a name, in characters (Unicode code points). */
  public static final int MAX_LENGTH = 255;

  /**
   * Creates a holder.
   *
   * @throws HolderNameException if a database would not store the name exactly
   */
  public Holder {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    int length = name.codePointCount(0, name.length());
    if (length < 1 || length > MAX_LENGTH) {
      throw new HolderNameException(
          name, "The name of a holder has " + length + " characters; use 1 to " + MAX_LENGTH + ".");
    }
    name.codePoints()
        .filter(each -> each == 0 || Character.getType(each) == Character.SURROGATE)
        .findFirst()
        .ifPresent(
            each -> {
              throw new HolderNameException(
                  name,
                  String.format(
                      "The name of a holder holds U+%04X, which databases refuse.", each));
            });
  }

  /**
   * The holder of this name.
   *
   * @throws HolderNameException if a database would not store the name exactly
   */
  public static Holder of(String name) {
    return new Holder(name);
  }
}
