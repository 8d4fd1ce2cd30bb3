package dev.coffer.cli;

import java.util.ArrayList;
import java.util.List;

/** What did not come back as it was given: the first of them by name, all of them by number. */
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

  /** How many there are. */
  long count() {
    return count;
  }

  /** The first of them. */
  List<String> named() {
    return List.copyOf(named);
  }
}
