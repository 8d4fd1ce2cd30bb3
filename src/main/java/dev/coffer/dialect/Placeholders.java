package dev.coffer.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Builds lists of names and placeholders for statements with several rows. */
final class Placeholders {

  /** An insert into {@code coffer_record_expiry}, up to the condition of the selected records. */
  static final String INSERT_EXPIRY =
      "insert into coffer_record_expiry (collection, record_key, due_at)"
          + " select r.collection, r.record_key, r.expires_at from coffer_record r"
          + " where r.expires_at is not null and ";

  private Placeholders() {}

  /**
   * The placeholders of several rows, such as {@code (?, ?), (?, ?), (?, ?)} for two columns and
   * three rows.
   */
  static String rows(int columns, int rows) {
    String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    return String.join(", ", Collections.nCopies(rows, row));
  }

  /** The condition for rows of {@code coffer_record} by collection and a list of keys. */
  static String isOneOf(String alias, int keys) {
    String values = String.join(", ", Collections.nCopies(keys, "?"));
    return alias + "collection = ? and " + alias + "record_key in (" + values + ")";
  }

  /** The values to bind for {@link #isOneOf}: the collection and the keys. */
  static List<String> valuesForIsOneOf(String collection, List<String> keys) {
    List<String> values = new ArrayList<>(keys.size() + 1);
    values.add(collection);
    values.addAll(keys);
    return values;
  }

  static String names(String[] columns) {
    return String.join(", ", columns);
  }
}
