package dev.coffer.record.store;

import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RowPage;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the rows of a range in its direction. Each page is a query of its own that begins
 * after the last key of the page before, so between two pages the scan holds only that key. The
 * first page is small, and each following page is larger, so that a caller who needs only a few
 * rows does not read many. Not thread-safe.
 */
final class RecordScan<R> extends Spliterators.AbstractSpliterator<R> {
  private static final int FIRST_PAGE = 16;

  /** With this factor, the first hundred rows are two pages of 144 rows altogether. */
  private static final int GROWTH = 8;

  /** Reads a page of a range. */
  @FunctionalInterface
  interface Pages<R> {
    RowPage<R> read(KeyRange range, int limit);
  }

  private final Pages<R> pages;
  private final int largestPage;
  private int nextPage;
  private @Nullable KeyRange rest;
  private Iterator<R> rows = List.<R>of().iterator();

  private RecordScan(KeyRange range, int largestPage, Pages<R> pages) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
    this.pages = pages;
    this.largestPage = largestPage;
    this.nextPage = Math.min(FIRST_PAGE, largestPage);
    this.rest = range;
  }

  /**
   * A stream that reads the next page after it has returned the rows of the page before. If it is
   * limited at once, the first page has that number of rows.
   *
   * @param largestPage the largest number of rows in a page
   * @param result makes the elements of the stream
   */
  static <R, T> Stream<T> stream(
      KeyRange range, int largestPage, Pages<R> pages, Function<R, T> result) {
    RecordScan<R> scan = new RecordScan<>(range, largestPage, pages);
    return new AnnouncingStream<>(
        StreamSupport.stream(scan, false).onClose(scan::end).map(result), scan::announce);
  }

  private void announce(long wanted) {
    nextPage = (int) Math.max(1, Math.min(wanted, largestPage));
  }

  @Override
  public boolean tryAdvance(Consumer<? super R> action) {
    while (!rows.hasNext()) {
      KeyRange next = rest;
      if (next == null) {
        return false;
      }
      RowPage<R> page = pages.read(next, nextPage);
      nextPage = (int) Math.min((long) nextPage * GROWTH, largestPage);
      String last = page.last();
      rest = last == null ? null : next.after(last);
      rows = page.rows().iterator();
    }
    action.accept(rows.next());
    return true;
  }

  private void end() {
    rest = null;
    rows = List.<R>of().iterator();
  }
}
