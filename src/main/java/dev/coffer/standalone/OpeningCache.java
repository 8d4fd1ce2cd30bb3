package dev.coffer.standalone;

import dev.coffer.cache.SecondLevelCache;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A second-level cache that is being opened. Not thread-safe. */
final class OpeningCache implements AutoCloseable {

  private final @Nullable CompletableFuture<@Nullable SecondLevelCache> begun;
  private final Function<String, @Nullable SecondLevelCache> opening;
  private @Nullable SecondLevelCache opened;

  /**
   * A cache.
   *
   * @param begun the cache that another thread opens; null if no thread does
   * @param opening opens the cache of the database with an identity
   */
  OpeningCache(
      @Nullable CompletableFuture<@Nullable SecondLevelCache> begun,
      Function<String, @Nullable SecondLevelCache> opening) {
    this.begun = begun;
    this.opening = opening;
  }

  static CompletableFuture<@Nullable SecondLevelCache> onThread(
      Supplier<@Nullable SecondLevelCache> opening) {
    return CompletableFuture.supplyAsync(
        opening,
        task -> {
          Thread thread = new Thread(task, "coffer-open-cache");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** The cache, when it is open; null if there is none. Call this once. */
  @Nullable SecondLevelCache get(String databaseIdentity) {
    opened = begun == null ? opening.apply(databaseIdentity) : join(begun);
    return opened;
  }

  private static @Nullable SecondLevelCache join(
      CompletableFuture<@Nullable SecondLevelCache> begun) {
    try {
      return begun.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Closes the cache, if there is one. */
  @Override
  public void close() {
    SecondLevelCache cache = opened;
    if (cache == null && begun != null) {
      cache = begun.handle((open, failure) -> open).join();
    }
    if (cache != null) {
      cache.close();
    }
  }
}
