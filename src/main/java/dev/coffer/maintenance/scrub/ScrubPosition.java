package dev.coffer.maintenance.scrub;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Where a scrub has come: first all records by collection and key, then all contents by id.
 * Immutable.
 *
 * @param runAt the start of the newest run
 * @param collection the collection of the last checked record; null before the first record, empty
 *     among the contents
 * @param key the key of the last checked record or the id of the last checked content; null before
 *     the first
 */
record ScrubPosition(Instant runAt, @Nullable String collection, @Nullable String key) {

  /** The text of the position: the time, the length of the collection's name, name and key. */
  String text() {
    String name = collection == null ? "" : collection;
    return runAt
        + " "
        + (collection == null ? -1 : name.length())
        + " "
        + name
        + (key == null ? "" : "=" + key);
  }

  /** Reads a position; null if the text is null or has another form. */
  static @Nullable ScrubPosition parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] words = text.split(" ", 3);
    try {
      Instant runAt = Instant.parse(words[0]);
      int length = Integer.parseInt(words[1]);
      String rest = words[2];
      if (length < 0) {
        return new ScrubPosition(runAt, null, null);
      }
      String key = rest.length() > length ? rest.substring(length + 1) : null;
      return new ScrubPosition(runAt, rest.substring(0, length), key);
    } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException e) {
      // Another release may have another form: the cycle begins again.
      return null;
    }
  }
}
