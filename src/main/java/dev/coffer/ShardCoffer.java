package dev.coffer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.api.ClosedException;
import dev.coffer.shard.cluster.ShardSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Coffer of a shard: one of the application, or one that the cluster opens when its database
 * can be reached, and closes. Thread-safe.
 */
final class ShardCoffer {

  private final Supplier<Coffer> opener;
  private final boolean owned;

  @GuardedBy("this")
  private @Nullable Coffer coffer;

  @GuardedBy("this")
  private boolean closed;

  private ShardCoffer(Supplier<Coffer> opener, boolean owned) {
    this.opener = opener;
    this.owned = owned;
  }

  /** A Coffer of the application, which closes it. */
  static ShardCoffer given(Coffer coffer) {
    return new ShardCoffer(() -> coffer, false);
  }

  /** A Coffer that is opened by its first use. */
  static ShardCoffer opened(Supplier<Coffer> opener) {
    return new ShardCoffer(opener, true);
  }

  ShardSource as(String name) {
    return new ShardSource(name, () -> get().asShard(name));
  }

  /**
   * The Coffer, which is opened first if it is not open.
   *
   * @throws dev.coffer.api.DatabaseUnavailableException if its database cannot be reached
   */
  synchronized Coffer get() {
    if (closed) {
      throw new ClosedException("This cluster is closed; open a new one.");
    }
    Coffer known = coffer;
    if (known == null) {
      known = Objects.requireNonNull(opener.get(), "The opener of a shard returned null.");
      coffer = known;
    }
    return known;
  }

  synchronized void close() {
    closed = true;
    if (owned && coffer != null) {
      coffer.close();
    }
  }
}
