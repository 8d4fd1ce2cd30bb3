package dev.coffer.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The differences between stored and read data: descriptions of the first ones and the number of
 * all.
 */
final class Differences {
  private static final int MOST_NAMED = 20;

  private final List<String> named = new ArrayList<>();
  private long count;

  /** Adds a difference. */
  void add(String difference) {
    count++;
    if (named.size() < MOST_NAMED) {
      named.add(difference);
    }
  }

  /** The number of differences. */
  long count() {
    return count;
  }

  /** The descriptions of the first differences. */
  List<String> named() {
    return List.copyOf(named);
  }
}
