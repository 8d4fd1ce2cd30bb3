package dev.coffer.content.row;

import java.util.ArrayList;
import java.util.List;

/** Pieces of SQL text, and the size limits of statements. */
public final class Statements {

  /**
   * The largest number of rows of one insert that skips duplicates: MariaDB keeps 64 warnings by
   * default, and all of them must be checked.
   */
  static final int ROWS_WITH_WARNINGS = 64;

  /** The largest number of values in one list, or of rows in one insert. */
  public static final int VALUES = 256;

  private Statements() {}

  /**
   * Placeholders for at least this many values. Their number is a power of two, so that few
   * statements are prepared; {@link #padded} returns the values.
   */
  public static String list(int count) {
    return "(" + "?, ".repeat(powerOfTwo(count) - 1) + "?)";
  }

  /** The values for {@link #list}: the last one is repeated. */
  public static <T> List<T> padded(List<T> values) {
    List<T> padded = new ArrayList<>(values);
    T last = values.get(values.size() - 1);
    for (int i = values.size(); i < powerOfTwo(values.size()); i++) {
      padded.add(last);
    }
    return padded;
  }

  /** The placeholders of an insert of several rows. */
  public static String rows(int columns, int rows) {
    String row = "(" + "?, ".repeat(columns - 1) + "?)";
    return (row + ", ").repeat(rows - 1) + row;
  }

  /** Cuts a list into slices of at most this length. */
  public static <T> List<List<T>> slices(List<T> values, int length) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < values.size(); from += length) {
      slices.add(values.subList(from, Math.min(values.size(), from + length)));
    }
    return slices;
  }

  private static int powerOfTwo(int count) {
    return count <= 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
  }
}
