package dev.coffer.shard.cluster;

import dev.coffer.api.CofferException;
import dev.coffer.api.ShardMismatchException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.api.TransactionOptions;
import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import dev.coffer.shard.ClusterState;
import dev.coffer.shard.ShardKey;
import dev.coffer.shard.ShardProgress;
import dev.coffer.shard.ShardState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of shards: its stores, its map, and the changes of the map while it is in use.
 * Thread-safe.
 */
public final class ShardCluster {

  private final Shards shards;
  private final GroupTransactions groups;

  /** The progress of the move on which this process works; null if it works on none. */
  private volatile @Nullable ShardProgress progress;

  private ShardCluster(Shards shards) {
    this.shards = shards;
    this.groups = new GroupTransactions(shards);
  }

  /**
   * Opens a cluster.
   *
   * @param sources the databases of all shards, and those that shall become shards
   * @param weights the weights by which a new cluster begins
   * @param key the part of a key that decides its shard; null for that of the map, and for the
   *     whole key in a new cluster
   * @param mayCreate whether databases that are no shards yet become a new cluster
   * @param executor runs the parts of operations on several shards
   * @throws ShardMismatchException if a database is not the shard as which it was given
   * @throws ShardUnavailableException if a database of a new cluster is out of reach, or all that
   *     are part of an existing one
   */
  public static ShardCluster open(
      List<ShardSource> sources,
      Map<String, Integer> weights,
      @Nullable ShardKey key,
      boolean mayCreate,
      Executor executor) {
    return new ShardCluster(new ClusterOpening(sources, weights, key).open(executor, mayCreate));
  }

  /**
   * The records.
   *
   * @param perShard whether a batch may be written shard by shard
   */
  public RecordStore records(boolean perShard) {
    return new ShardedRecordStore(shards, perShard);
  }

  /** The contents. */
  public ContentStore contents() {
    return new ShardedContents(shards);
  }

  /**
   * Runs several operations on the group of a key in one transaction of its shard, and commits it.
   * It runs again if the map changes before it begins.
   *
   * @throws dev.coffer.api.SeveralShardsException if the work uses a key outside of the group
   */
  public <R extends @Nullable Object> R inTransaction(
      String collection, String keyText, TransactionOptions options, GroupWork<R> work) {
    return groups.call(collection, keyText, options, work);
  }

  /** The name of the shard to which a key belongs by the present map. */
  public String shardOf(String collection, String keyText) {
    Routes known = shards.routes();
    return known.map().after(known.map().hash(collection, keyText));
  }

  /** Requires that a database was reached, and is the shard as which it was given. */
  public void requireOpen(String name) {
    var unused = shards.shard(name).database();
  }

  /**
   * The state of the cluster as its databases know it now. Without any of them, the map is that
   * which this process knows.
   */
  public ClusterState state() {
    try {
      shards.refresh();
    } catch (CofferException e) {
      // Each shard is asked below, and says why it cannot be used.
    }
    Routes known = shards.routes();
    List<ShardState> states = new ArrayList<>();
    for (ShardMember each : known.map().members()) {
      states.add(state(each, known));
    }
    for (String name : shards.names()) {
      if (known.map().members().stream().noneMatch(each -> each.name().equals(name))) {
        states.add(state(new ShardMember(name, 0, 0), known));
      }
    }
    return new ClusterState(
        known.map().cluster(),
        known.map().version(),
        known.map().key(),
        known.map().isChanging(),
        progress,
        states);
  }

  private ShardState state(ShardMember member, Routes known) {
    long version = known.versions().getOrDefault(member.name(), -1L);
    return new ShardState(
        member.name(), member.before(), member.after(), version, problem(member.name()));
  }

  private @Nullable String problem(String name) {
    try {
      var unused =
          shards.at(name, () -> shards.shard(name).database().own().read(ShardRows::version));
      return null;
    } catch (CofferException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * Gives a shard another weight, and moves the keys whose place that changes: 1 / N of all keys
   * for one more shard among N equal ones. The application goes on. If the call ends early, also
   * with the process, the same call or {@link #resume} continues it.
   *
   * @param weight the weight; 0 moves all keys away, so that the shard can be removed
   * @param listener is told of the progress
   * @return what was moved; with problems, the change is still under way
   * @throws IllegalStateException if another change is under way
   * @throws ShardMismatchException if a database that is no shard yet has data
   * @throws ShardUnavailableException if a shard cannot be reached
   */
  public ShardProgress change(String name, int weight, Consumer<ShardProgress> listener) {
    Routes known = complete();
    ShardMap map = known.map();
    int present =
        map.members().stream()
            .filter(each -> each.name().equals(name))
            .mapToInt(ShardMember::after)
            .findFirst()
            .orElse(0);
    if (map.isChanging()) {
      if (present != weight) {
        throw new IllegalStateException(
            "Another change of the cluster is under way; resume it first, and then change the"
                + " shard '"
                + name
                + "'.");
      }
      return move(known, listener);
    }
    if (present == weight) {
      return new ShardProgress(0, 0, 0, List.of());
    }
    if (weight == 0 && map.members().size() == 1) {
      throw new IllegalStateException(
          "The shard '" + name + "' is the only one; add another shard before it is drained.");
    }
    enroll(name, map);
    ShardMap next = map.changed(name, weight);
    publish(next);
    return move(complete(), listener);
  }

  /** Continues a change that was interrupted; does nothing if none is under way. */
  public ShardProgress resume(Consumer<ShardProgress> listener) {
    Routes known = complete();
    return known.map().isChanging() ? move(known, listener) : new ShardProgress(0, 0, 0, List.of());
  }

  /** Gives the newest map to each shard that lacks it, and returns what they know then. */
  private Routes complete() {
    shards.refresh();
    publish(shards.routes().map());
    shards.refresh();
    return shards.routes();
  }

  private void enroll(String name, ShardMap map) {
    if (map.members().stream().anyMatch(each -> each.name().equals(name))) {
      return;
    }
    ShardDatabase database = shards.shard(name).database();
    if (!shards.at(name, () -> database.own().read(ShardRows::isEmpty))) {
      throw new ShardMismatchException(
          name,
          "The database '"
              + name
              + "' has data and cannot become a shard; give an empty database.");
    }
    shards.at(
        name,
        () ->
            database
                .own()
                .write(
                    unit -> {
                      ShardRows.enroll(unit, name, map);
                      return true;
                    }));
  }

  /** Publishes a map in the shards that take keys, and then in those that lose keys. */
  private void publish(ShardMap map) {
    List<String> sources = map.sources();
    Stream.concat(
            map.members().stream().map(ShardMember::name).filter(each -> !sources.contains(each)),
            sources.stream())
        .forEach(name -> publish(name, map));
  }

  private void publish(String name, ShardMap map) {
    ShardDatabase database = shards.shard(name).database();
    long version = shards.at(name, () -> database.own().read(ShardRows::version));
    if (version >= map.version()) {
      return;
    }
    boolean published =
        shards.at(name, () -> database.own().write(unit -> ShardRows.publish(unit, map)));
    long now = shards.at(name, () -> database.own().read(ShardRows::version));
    // Another process may have published the same map.
    if (!published && now < map.version()) {
      throw new ShardMismatchException(
          name,
          "The shard '%s' has version %d of the map and cannot take version %d; its database was probably restored from an older copy. Restore a newer one."
              .formatted(name, now, map.version()));
    }
  }

  private ShardProgress move(Routes known, Consumer<ShardProgress> listener) {
    Consumer<ShardProgress> noted =
        now -> {
          progress = now;
          listener.accept(now);
        };
    try {
      return settle(known, new ShardMove(shards, known, noted).run());
    } finally {
      progress = null;
    }
  }

  private ShardProgress settle(Routes known, ShardProgress done) {
    if (done.problems().isEmpty()) {
      ShardMap settled = known.map().settled();
      List<String> former =
          known.map().members().stream()
              .filter(each -> each.after() == 0)
              .map(ShardMember::name)
              .toList();
      publish(settled);
      former.forEach(name -> publish(name, settled));
      shards.refresh();
    }
    return done;
  }

  /** The number of records that lie in a shard to which they do not belong; 0 unless keys move. */
  public long misplaced() {
    shards.refresh();
    return new ShardMove(shards, shards.routes(), progress -> {}).misplaced();
  }
}
