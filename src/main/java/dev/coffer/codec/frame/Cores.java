package dev.coffer.codec.frame;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Distributes hashing and compression over the cores, in the common pool of the JVM. Small work
 * stays on the calling thread.
 */
public final class Cores {

  /**
   * The minimum number of raw bytes to distribute; smaller work takes less time than its
   * distribution.
   */
  private static final long WORTH_SHARING = 64 << 10;

  private Cores() {}

  /** Whether {@link #forEach} distributes items with this number of raw bytes altogether. */
  public static boolean areUsedFor(long bytes) {
    return bytes >= WORTH_SHARING && Runtime.getRuntime().availableProcessors() > 1;
  }

  /** Whether this process has more than one core. */
  public static boolean areSeveral() {
    return Runtime.getRuntime().availableProcessors() > 1;
  }

  /**
   * Starts work on other cores. Nobody waits for it: the caller must do without its result if no
   * core is idle.
   *
   * @param bytes the number of raw bytes of the work, which limits the number of cores
   * @param work is run once on each of these cores; it must not block or use state of the calling
   *     thread
   */
  public static void aside(long bytes, Runnable work) {
    long most = Math.min(Runtime.getRuntime().availableProcessors() - 1, 1 + bytes / WORTH_SHARING);
    for (long i = 0; i < most; i++) {
      ForkJoinPool.commonPool().execute(work);
    }
  }

  /**
   * Processes each item, in any order, and returns when all items are processed. It rethrows
   * exceptions of the work.
   *
   * @param bytes returns the number of raw bytes of an item
   * @param work processes items concurrently; it must not block or use state of the calling thread,
   *     such as its transaction
   */
  public static <T> void forEach(
      Collection<T> items, ToLongFunction<? super T> bytes, Consumer<? super T> work) {
    if (items.size() > 1 && areUsedFor(items.stream().mapToLong(bytes).sum())) {
      items.parallelStream().forEach(work);
    } else {
      items.forEach(work);
    }
  }

  /** Processes a batch on the calling thread. */
  @FunctionalInterface
  public interface Use<T, E extends Exception> {
    void of(T batch) throws E;
  }

  /**
   * Processes each batch, in order, on the calling thread while the next batch is prepared on
   * another core. When the method returns or throws, no preparation is running.
   *
   * @param prepare must not block or use state of the calling thread
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
