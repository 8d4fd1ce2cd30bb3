package dev.coffer;

import dev.coffer.shard.ShardKey;
import dev.coffer.shard.cluster.ShardCluster;
import dev.coffer.shard.cluster.ShardMap;
import dev.coffer.shard.cluster.ShardSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens several databases as the shards of one cluster. Not thread-safe.
 *
 * <p>The map of the cluster is stored in its databases. The names given here must be those of the
 * map; the weights and the shard key count when the cluster is created. A database that is not part
 * of the map yet takes no keys until {@link ShardedCoffer#change} gives it a weight.
 */
public final class ShardedCofferBuilder {

  private final Map<String, ShardCoffer> shards = new LinkedHashMap<>();
  private final Map<String, Integer> weights = new LinkedHashMap<>();
  private @Nullable ShardKey key;
  private boolean mayCreate = true;

  ShardedCofferBuilder() {}

  /** Adds a shard of weight 1; see {@link #shard(String, Coffer, int)}. */
  public ShardedCofferBuilder shard(String name, Coffer coffer) {
    return shard(name, coffer, 1);
  }

  /**
   * Adds a shard. The caller closes the Coffer after the cluster.
   *
   * @param name 1 to 64 of the characters a to z, 0 to 9 and '-'
   * @param coffer the Coffer of the shard's database, which may have replicas but no tenants
   * @param weight from 1 to 1,000,000; a shard of weight 2 gets twice as many keys as one of weight
   *     1
   * @throws IllegalArgumentException if the name or the weight is not valid, or the name is given
   *     twice
   */
  public ShardedCofferBuilder shard(String name, Coffer coffer, int weight) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    Objects.requireNonNull(coffer, "The argument 'coffer' is null.");
    return add(name, ShardCoffer.given(coffer), weight);
  }

  /**
   * Adds a shard that {@link #open} opens. If its database is out of reach then, an existing
   * cluster opens without it, and the first operation that needs it after each pause tries again.
   * The cluster closes the Coffer.
   *
   * @param opener opens the Coffer of the shard's database, or fails with {@link
   *     dev.coffer.api.DatabaseUnavailableException} while it is out of reach; called until it
   *     succeeds
   */
  public ShardedCofferBuilder shard(String name, Supplier<Coffer> opener, int weight) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    Objects.requireNonNull(opener, "The argument 'opener' is null.");
    return add(name, ShardCoffer.opened(opener), weight);
  }

  private ShardedCofferBuilder add(String name, ShardCoffer shard, int weight) {
    ShardMap.checkName(name);
    weights.put(name, ShardMap.checkWeight(name, weight));
    if (shards.put(name, shard) != null) {
      throw new IllegalArgumentException("The shard '" + name + "' is given twice.");
    }
    return this;
  }

  /**
   * Adds a shard of weight 1 by the URL of its database; see {@link #shard(String, Supplier, int)}.
   */
  public ShardedCofferBuilder shard(String name, String url) {
    return shard(name, OpenSettings.of(url));
  }

  /**
   * Adds a shard of weight 1 by the settings of its database; see {@link #shard(String, Supplier,
   * int)}.
   */
  public ShardedCofferBuilder shard(String name, OpenSettings settings) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    Objects.requireNonNull(settings, "The argument 'settings' is null.");
    OpenSettings ofShard = settings.ofShard();
    return shard(name, () -> Coffer.open(ofShard), 1);
  }

  /**
   * Sets the part of a key that decides its shard. Without it, a new cluster has {@link
   * ShardKey#whole()}, and an existing one is opened with its own.
   */
  public ShardedCofferBuilder key(ShardKey shardKey) {
    this.key = Objects.requireNonNull(shardKey, "The argument 'shardKey' is null.");
    return this;
  }

  /** Opens only a cluster that exists: {@link #open()} then refuses databases without one. */
  public ShardedCofferBuilder existing() {
    this.mayCreate = false;
    return this;
  }

  /**
   * Opens the cluster, and creates it if its databases are no shards yet. An existing cluster is
   * opened if the database of one of its shards can be reached. The others are checked when they
   * are reached, and a wrong one is refused by the first operation that needs it.
   *
   * @throws dev.coffer.api.ShardMismatchException if a database is not the shard as which it was
   *     given, a shard of the map was not given, the cluster has another shard key, or it does not
   *     exist and must; what the builder has opened is closed
   * @throws dev.coffer.api.ShardUnavailableException if a database of a new cluster is out of
   *     reach, or all that are part of an existing one
   * @throws IllegalStateException if there is no shard
   */
  public ShardedCoffer open() {
    if (shards.isEmpty()) {
      throw new IllegalStateException("The cluster has no shard; give at least one.");
    }
    ExecutorService executor = Executors.newCachedThreadPool(ShardedCofferBuilder.threads());
    @Nullable ShardedCoffer cluster = null;
    try {
      List<ShardSource> sources = new ArrayList<>();
      shards.forEach((name, coffer) -> sources.add(coffer.as(name)));
      cluster =
          new ShardedCoffer(
              ShardCluster.open(sources, weights, key, mayCreate, executor), shards, executor);
      return cluster;
    } finally {
      if (cluster == null) {
        executor.shutdown();
        shards.values().forEach(ShardCoffer::close);
      }
    }
  }

  private static ThreadFactory threads() {
    AtomicLong number = new AtomicLong();
    return task -> {
      Thread thread = new Thread(task, "coffer-shards-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
