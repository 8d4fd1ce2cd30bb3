package dev.coffer.console.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page, read with one row more, which tells whether another page follows.
 *
 * @param shown the rows of the page
 * @param hasMore whether other rows follow
 */
record Slice<T>(List<T> shown, boolean hasMore) {

  /**
   * The page within the rows that were read.
   *
   * @param read at most one row more than the limit
   */
  static <T> Slice<T> of(List<T> read, int limit) {
    return new Slice<>(read.subList(0, Math.min(limit, read.size())), read.size() > limit);
  }

  /**
   * The position of the next page, which is that of the last row; null if this is the last page.
   */
  @Nullable String next(Function<T, String> position) {
    return hasMore ? position.apply(shown.get(shown.size() - 1)) : null;
  }
}
