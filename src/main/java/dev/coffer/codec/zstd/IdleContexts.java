package dev.coffer.codec.zstd;

import java.io.Closeable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * A pool of native contexts, because the creation of a context takes longer than the compression of
 * a small value. The pool keeps at most one idle context for each processor. Contexts are not
 * thread-local, so the threads of a host's pool hold no references to Coffer. Thread-safe.
 */
final class IdleContexts<C extends Closeable> {
  private final BlockingQueue<C> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  private final Supplier<C> maker;

  IdleContexts(Supplier<C> maker) {
    this.maker = maker;
  }

  /** Takes a context for exclusive use. The caller returns it or closes it. */
  C take() {
    C context = idle.poll();
    return context == null ? maker.get() : context;
  }

  /**
   * Returns a context to the pool. If the pool is full, the result is false and the caller closes
   * the context.
   */
  boolean giveBack(C context) {
    return idle.offer(context);
  }
}
