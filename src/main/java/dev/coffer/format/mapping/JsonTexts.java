package dev.coffer.format.mapping;

import java.math.BigDecimal;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text forms of values that JSON libraries write differently. Not instantiable.
 *
 * <p>The text of a locale is its {@link Locale#toString}, such as {@code de_DE} or {@code
 * zh_TW_#Hant}, which is lossless. If that is empty, it is the language tag.
 */
public final class JsonTexts {

  private JsonTexts() {}

  /** The text of a locale. */
  public static String of(Locale locale) {
    String text = locale.toString();
    return text.isEmpty() && !locale.equals(Locale.ROOT) ? locale.toLanguageTag() : text;
  }

  /**
   * The locale of a text or of a language tag, such as {@code zh-Hant-TW}; null if the text is not
   * certainly one of these.
   */
  public static @Nullable Locale locale(String text) {
    int sign = text.indexOf('#');
    if (sign >= 0) {
      return locale(text, text.substring(0, sign).split("_", -1), text.substring(sign + 1));
    }
    if (text.indexOf('-') > 0 && text.indexOf('_') < 0) {
      Locale tagged = Locale.forLanguageTag(text);
      return tagged.toLanguageTag().equals("und") ? null : tagged;
    }
    return null;
  }

  /**
   * Parses a locale with a script or extensions.
   *
   * @param plain the language, region and variant
   * @param rest the script and extensions
   */
  private static @Nullable Locale locale(String text, String[] plain, String rest) {
    String variant = plain.length > 2 ? plain[2] : "";
    String region = plain.length > 1 ? plain[1] : "";
    Locale old = new Locale(plain[0], region, variant);
    if (old.toString().equals(text)) {
      return old;
    }
    int end = rest.indexOf('_');
    boolean hasScript = end >= 0 || rest.indexOf('-') < 0;
    String script = hasScript ? rest.substring(0, end < 0 ? rest.length() : end) : "";
    String extensions = hasScript ? (end < 0 ? "" : rest.substring(end + 1)) : rest;
    try {
      Locale base =
          new Locale.Builder()
              .setLanguage(plain[0])
              .setRegion(region)
              .setVariant(variant)
              .setScript(script)
              .build();
      Locale found =
          extensions.isEmpty()
              ? base
              : Locale.forLanguageTag(base.toLanguageTag() + "-" + extensions);
      return found.toString().equals(text) ? found : null;
    } catch (IllformedLocaleException e) {
      return null;
    }
  }

  /**
   * Requires that the text of a number can be read back.
   *
   * @throws IllegalArgumentException if its exponent is too large
   */
  public static void requireReadable(BigDecimal number) {
    if (number.scale() < -1_000_000_000
        && (long) number.precision() - 1 - number.scale() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the exponent of a number of scale " + number.scale() + " is too large to be read back");
    }
  }
}
