package dev.coffer.codec.zstd;

import java.io.Closeable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Native contexts that wait to be used again: to make one takes longer than to compress a small
 * value by it. At most one for each processor waits, and no thread owns any, so that threads of a
 * host's pool keep nothing of Coffer. Thread-safe.
 */
final class IdleContexts<C extends Closeable> {
  private final BlockingQueue<C> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  private final Supplier<C> maker;

  IdleContexts(Supplier<C> maker) {
    this.maker = maker;
  }

  /** A context for the caller alone, until it gives it back or closes it. */
  C take() {
    C context = idle.poll();
    return context == null ? maker.get() : context;
  }

  /** Whether there was room for this context; if not, the caller closes it. */
  boolean giveBack(C context) {
    return idle.offer(context);
  }
}
