package dev.coffer.schema;

import java.util.Collections;

/** Writes lists of names and of placeholders for statements of many rows. */
final class Placeholders {

  private Placeholders() {}

  /** For two columns and three rows {@code (?, ?), (?, ?), (?, ?)}. */
  static String rows(int columns, int rows) {
    String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    return String.join(", ", Collections.nCopies(rows, row));
  }

  static String names(String[] columns) {
    return String.join(", ", columns);
  }
}
