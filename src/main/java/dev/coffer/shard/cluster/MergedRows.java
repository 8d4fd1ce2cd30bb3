package dev.coffer.shard.cluster;

import dev.coffer.api.TransientCofferException;
import dev.coffer.record.key.Utf8Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the rows of several sources in the order of their keys. It holds one page of each
 * source, and the pages of many sources are smaller, so memory is bounded by about one largest
 * page. Pages grow, so that a caller who needs only a few rows does not read many. Not thread-safe.
 *
 * <p>Rows may move between sources meanwhile, from earlier ones in the list to later ones. Then the
 * rows are read in windows: a page of each source, in the order of the list, after the same key. A
 * row that leaves a source before that is read is found in a later one. A window ends with the
 * first page that ends. What is after that in the other pages is read again, because a row that
 * they lack may move past the sources that are still to be read.
 *
 * @param <R> the type of the rows
 */
final class MergedRows<R> extends Spliterators.AbstractSpliterator<R> {
  private static final int FIRST_PAGE = 16;
  private static final int GROWTH = 8;

  /** With pages of one row, each row would be read as often as there are sources. */
  private static final int SMALLEST_PAGE = 2;

  private static final int MOST_CHANGES = 64;

  /** Reads the pages of a range in one shard. */
  @FunctionalInterface
  interface Source<R> {

    /**
     * The rows after a key, in the direction of the range.
     *
     * @param after the key before the page; null for the beginning of the range
     * @param limit the largest number of rows
     * @throws MapChangedException if, after the rows were read, the map is not that of the plan
     */
    Page<R> read(@Nullable String after, int limit);
  }

  /**
   * A page of rows.
   *
   * @param rows the rows, in the direction of the range
   * @param last the key after which the next page begins, whose row may be deleted meanwhile; null
   *     if this is the last page
   */
  record Page<R>(List<R> rows, @Nullable String last) {}

  /**
   * What is to be read by one map of shards.
   *
   * @param sources the sources; if rows move, each is before those to which its rows move
   * @param moving whether rows may move between sources while this map is valid
   */
  record Plan<R>(List<Source<R>> sources, boolean moving) {}

  private final Supplier<Plan<R>> plans;
  private final Function<? super R, String> key;
  private final Comparator<String> order;
  private final int largestPage;

  /** The sources with a row, that with the next one first. */
  private final PriorityQueue<Cursor> heads;

  /** The sources whose next page is needed for the next row. */
  private final Deque<Cursor> drained = new ArrayDeque<>();

  private List<Cursor> cursors = List.of();
  private boolean planned;
  private boolean moving;
  private boolean ended;

  /** The last key of the rows that were given; null for none. */
  private @Nullable String given;

  /** The key after which reading begins by a new plan, and in the next window. */
  private @Nullable String position;

  /** How often the map has changed since the last row. */
  private int changes;

  private MergedRows(
      Supplier<Plan<R>> plans,
      Function<? super R, String> key,
      Comparator<String> order,
      int largestPage) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
    this.plans = plans;
    this.key = key;
    this.order = order;
    this.largestPage = largestPage;
    // Of equal keys, the row of the later source is the newer one.
    this.heads =
        new PriorityQueue<>(
            Comparator.<Cursor, String>comparing(cursor -> cursor.headKey, order)
                .thenComparing(cursor -> -cursor.index));
  }

  /**
   * A stream that reads no page before it needs a row of it.
   *
   * @param plans gives the plan of the present map; it is called again when the map has changed
   * @param key the text of a row's key
   * @param descending whether the pages are in descending order
   * @param largestPage the largest number of rows in the pages of all sources
   */
  static <R> Stream<R> stream(
      Supplier<Plan<R>> plans,
      Function<? super R, String> key,
      boolean descending,
      int largestPage) {
    Comparator<String> order = descending ? Utf8Order.COMPARATOR.reversed() : Utf8Order.COMPARATOR;
    MergedRows<R> rows = new MergedRows<>(plans, key, order, largestPage);
    return StreamSupport.stream(rows, false).onClose(rows::end);
  }

  /**
   * Gives the next row.
   *
   * @throws TransientCofferException if the map changes again and again
   */
  @Override
  public boolean tryAdvance(Consumer<? super R> action) {
    while (!ended) {
      Cursor cursor = next();
      if (cursor == null) {
        end();
        return false;
      }
      String headKey = cursor.headKey;
      R row = cursor.take();
      if (given == null || order.compare(headKey, given) > 0) {
        given = headKey;
        position = moving ? position : headKey;
        changes = 0;
        action.accept(row);
        return true;
      }
    }
    return false;
  }

  private void end() {
    ended = true;
    forget();
  }

  private void forget() {
    planned = false;
    cursors = List.of();
    heads.clear();
    drained.clear();
  }

  /** The source of the next row, taken from the heads; null if there is no more row. */
  private @Nullable Cursor next() {
    while (true) {
      try {
        if (!planned) {
          plan();
        }
        if (moving) {
          readWindows();
        } else {
          readDrained();
        }
        return heads.poll();
      } catch (MapChangedException e) {
        forget();
        if (++changes >= MOST_CHANGES) {
          throw new TransientCofferException(
              "The map of shards changed %s times before a row was read; read the range again."
                  .formatted(changes),
              e);
        }
      }
    }
  }

  private void plan() {
    Plan<R> plan = plans.get();
    int most = Math.max(SMALLEST_PAGE, largestPage / Math.max(1, plan.sources().size()));
    List<Cursor> all = new ArrayList<>();
    for (Source<R> source : plan.sources()) {
      all.add(new Cursor(all.size(), source, most));
    }
    cursors = all;
    moving = plan.moving();
    drained.addAll(all);
    planned = true;
  }

  private void readDrained() {
    for (Cursor cursor = drained.peek(); cursor != null; cursor = drained.peek()) {
      cursor.read(cursor.last == null ? position : cursor.last);
      if (cursor.hasHead()) {
        drained.remove();
        heads.add(cursor);
      } else if (cursor.last == null) {
        drained.remove();
      }
    }
  }

  /** Reads windows until one has a row. */
  private void readWindows() {
    while (heads.isEmpty() && !drained.isEmpty()) {
      String end = null;
      for (Cursor cursor : cursors) {
        cursor.read(position);
        String last = cursor.last;
        if (last != null && (end == null || order.compare(last, end) < 0)) {
          end = last;
        }
      }
      drained.clear();
      for (Cursor cursor : cursors) {
        if (end != null) {
          cursor.cutAfter(end);
          drained.add(cursor);
        }
        if (cursor.hasHead()) {
          heads.add(cursor);
        }
      }
      position = end;
    }
  }

  /** A source with its page. */
  private final class Cursor {
    final int index;
    private final Source<R> source;
    private final int largest;
    private int limit;
    private List<R> rows = List.of();
    private int taken;
    @Nullable String last;

    /** The key of the next row; without meaning if there is none in the page. */
    String headKey = "";

    Cursor(int index, Source<R> source, int largest) {
      this.index = index;
      this.source = source;
      this.largest = largest;
      this.limit = Math.min(FIRST_PAGE, largest);
    }

    void read(@Nullable String after) {
      Page<R> page = source.read(after, limit);
      limit = (int) Math.min((long) limit * GROWTH, largest);
      last = page.last();
      hold(page.rows());
    }

    private void hold(List<R> page) {
      rows = page;
      taken = 0;
      showHead();
    }

    private void showHead() {
      headKey = hasHead() ? key.apply(rows.get(taken)) : "";
    }

    boolean hasHead() {
      return taken < rows.size();
    }

    /** Drops the rows after a key. */
    void cutAfter(String end) {
      int size = rows.size();
      while (size > 0 && order.compare(key.apply(rows.get(size - 1)), end) > 0) {
        size--;
      }
      hold(rows.subList(0, size));
    }

    /** Takes the next row, and puts this source back to where it belongs. */
    R take() {
      R row = rows.get(taken++);
      showHead();
      if (hasHead()) {
        heads.add(this);
      } else if (!moving && last != null) {
        drained.add(this);
      }
      return row;
    }
  }
}
