package dev.coffer.bench.part;

import java.util.ArrayList;
import java.util.List;

/** Cuts lists into pieces that follow one another. */
final class Slices {

  private Slices() {}

  /** Cuts a list into this number of pieces of about equal length. */
  static <T> List<List<T>> shares(List<T> all, int count) {
    List<List<T>> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(all.subList(all.size() * i / count, all.size() * (i + 1) / count));
    }
    return shares;
  }

  /** Pieces of this length, the last perhaps shorter. */
  static <T> List<List<T>> of(List<T> all, int length) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += length) {
      slices.add(all.subList(from, Math.min(all.size(), from + length)));
    }
    return slices;
  }
}
