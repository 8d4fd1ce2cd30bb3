package dev.coffer.record.row;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of placeholders and of the values for them. The last value is repeated up to a length that
 * is a power of two, so that drivers and databases see few different statements.
 */
public final class SqlLists {
  private SqlLists() {}

  /** Placeholders for at least this many values, in parentheses. */
  static String of(int count) {
    return "(" + "?, ".repeat(length(count) - 1) + "?)";
  }

  /** Binds numbers from this position on, and returns the next position. */
  static int bind(PreparedStatement statement, int position, List<Long> numbers)
      throws SQLException {
    int length = length(numbers.size());
    for (int i = 0; i < length; i++) {
      statement.setLong(position + i, numbers.get(Math.min(i, numbers.size() - 1)));
    }
    return position + length;
  }

  /** Cuts a list into slices of at most this length. */
  public static <T> List<List<T>> slices(List<T> values, int length) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < values.size(); from += length) {
      slices.add(values.subList(from, Math.min(values.size(), from + length)));
    }
    return slices;
  }

  /** The length of a list for this number of values: the next power of two. */
  static int length(int count) {
    return count <= 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
  }
}
