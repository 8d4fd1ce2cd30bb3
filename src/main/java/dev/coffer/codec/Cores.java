package dev.coffer.codec;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Spreads hashing and compression over the cores, on the threads that the JVM has for that: the
 * common pool. Small work stays on the calling thread.
 */
public final class Cores {

  /** How many raw bytes are worth sharing out; fewer take less time than to begin. */
  private static final long WORTH_SHARING = 64 << 10;

  private Cores() {}

  /**
   * Does something with each item, in any order, and returns when all is done. What it throws is
   * thrown here.
   *
   * @param bytes tells how many raw bytes an item has
   * @param work to be done with items at the same time; it neither blocks nor uses what belongs to
   *     the calling thread, such as its transaction
   */
  public static <T> void forEach(
      Collection<T> items, ToLongFunction<? super T> bytes, Consumer<? super T> work) {
    if (items.size() > 1 && items.stream().mapToLong(bytes).sum() >= WORTH_SHARING) {
      items.parallelStream().forEach(work);
    } else {
      items.forEach(work);
    }
  }
}
