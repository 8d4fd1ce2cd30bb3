package dev.coffer.standalone;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Removes passwords from messages. */
final class Redaction {

  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;](?:\\w*password|\\w*secret)=)[^&;]*");
  private static final Pattern AUTHORITY = Pattern.compile("(//[^/?;:@]*:)[^/?;@]*@");

  private Redaction() {}

  /** A URL with its passwords masked. */
  static String url(String url) {
    return AUTHORITY.matcher(PARAMETER.matcher(url).replaceAll("$1***")).replaceAll("$1***@");
  }

  /** The first line of a driver's message with passwords masked. */
  static String message(@Nullable String message, @Nullable String password) {
    if (message == null) {
      return "no reason given";
    }
    String safe = url(message.lines().findFirst().orElse(""));
    return password == null || password.isEmpty() ? safe : safe.replace(password, "***");
  }

  /** Whether the messages of an exception and its causes contain no password. */
  static boolean isSafe(Throwable failure, @Nullable String password) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String message = each.getMessage();
      if (message != null && !containsNoPassword(message, password)) {
        return false;
      }
    }
    return true;
  }

  private static boolean containsNoPassword(String message, @Nullable String password) {
    boolean named = password != null && !password.isEmpty() && message.contains(password);
    return !named && url(message).equals(message);
  }
}
