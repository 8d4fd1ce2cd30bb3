package dev.coffer.codec;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
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

  /** What the calling thread does with a batch. */
  @FunctionalInterface
  public interface Use<T, E extends Exception> {
    void of(T batch) throws E;
  }

  /**
   * Uses each batch, in order, on the calling thread, while the next one is prepared on another
   * core. When it returns, or fails, no preparation goes on any more.
   *
   * @param prepare it neither blocks nor uses what belongs to the calling thread
   */
  public static <T, E extends Exception> void pipeline(
      List<T> batches, Consumer<? super T> prepare, Use<? super T, E> use) throws E {
    if (batches.isEmpty()) {
      return;
    }
    prepare.accept(batches.get(0));
    for (int i = 0; i < batches.size(); i++) {
      T batch = batches.get(i);
      if (i + 1 == batches.size()) {
        use.of(batch);
        return;
      }
      T next = batches.get(i + 1);
      ForkJoinTask<?> preparation = ForkJoinPool.commonPool().submit(() -> prepare.accept(next));
      boolean used = false;
      try {
        use.of(batch);
        used = true;
      } finally {
        if (!used) {
          preparation.quietlyJoin();
        }
      }
      preparation.join();
    }
  }
}
