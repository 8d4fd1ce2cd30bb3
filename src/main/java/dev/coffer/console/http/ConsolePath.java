package dev.coffer.console.http;

import java.util.regex.Pattern;

/** The path under which a host serves the console. */
public final class ConsolePath {

  /** The path if the settings name none. */
  public static final String DEFAULT = "/coffer";

  private static final Pattern VALID = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  private ConsolePath() {}

  /**
   * The same path, if a host can serve it.
   *
   * @throws IllegalArgumentException if it cannot; the message is what to use
   */
  public static String checked(String path) {
    if (!VALID.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "A path begins with a slash and has letters, digits, '.', '_', '~', '-' and single slashes."
              + " It does not end with a slash.");
    }
    return path;
  }
}
