package dev.coffer.shard.cluster;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.ContentStore;
import dev.coffer.tx.CheckedTransactions;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Transactions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shards of a cluster as this process knows them. Every write compares the version of the map
 * in the database, and every read that finds nothing does so afterwards. If it differs, the process
 * reads the map again and repeats the operation. Thread-safe.
 */
final class Shards {

  private static final int ATTEMPTS = 64;

  private final Map<String, Shard> byName;
  private final Executor executor;
  private final RecordPull pull;
  private final ContentPull contentPull;
  private final SharedTypes types = new SharedTypes(this);
  private volatile Routes routes;

  /**
   * The shards of a cluster.
   *
   * @param sources all databases, also those that are not part of the map yet
   * @param opened those that were reached
   * @param reasons why the others were not, by the names of their shards
   * @param admission checks those that are reached later
   * @param map the newest map
   * @param versions the version of the map in each database; -1 for one that is not part of it, and
   *     for one that was not reached: its first use then reads the map again
   * @param executor runs the parts of operations on several shards
   */
  Shards(
      List<ShardSource> sources,
      Map<String, ShardDatabase> opened,
      Map<String, String> reasons,
      ShardAdmission admission,
      ShardMap map,
      Map<String, Long> versions,
      Executor executor) {
    Map<String, Shard> shards = new TreeMap<>();
    for (ShardSource each : sources) {
      String name = each.name();
      Consumer<ShardDatabase> check = database -> admit(admission, name, database);
      shards.put(
          name,
          new Shard(
              each,
              opened.get(name),
              reasons.getOrDefault(name, ""),
              check,
              database -> types.give(database.records().types())));
    }
    this.byName = Map.copyOf(shards);
    this.executor = executor;
    this.pull = new RecordPull(this);
    this.contentPull = new ContentPull(this);
    this.routes = new Routes(map, versions);
  }

  /** Checks a database that is reached for the first time. */
  private void admit(ShardAdmission admission, String name, ShardDatabase database) {
    ShardRows.Identity identity = database.own().read(ShardRows::read).orElse(null);
    admission.check(routes.map(), name, identity);
    // Before others use it. What is registered meanwhile follows at its arrival.
    types.give(database.records().types());
  }

  Routes routes() {
    return routes;
  }

  /** The types of values that were registered through the cluster. */
  SharedTypes types() {
    return types;
  }

  Executor executor() {
    return executor;
  }

  /** The move of single records ahead of an operation. */
  RecordPull pull() {
    return pull;
  }

  /** The move of retentions of single contents ahead of an operation. */
  ContentPull contentPull() {
    return contentPull;
  }

  /** The contents of a shard, without regard to the map. */
  ContentStore contents(String name) {
    ShardDatabase database = shard(name).database();
    return database.contents().over(database.own());
  }

  /** The databases that were reached, one at least. */
  List<ShardDatabase> opened() {
    return names().stream().flatMap(name -> shard(name).opened().stream()).toList();
  }

  /** The names of all databases, also of those that are not part of the map. */
  List<String> names() {
    return byName.keySet().stream().sorted().toList();
  }

  /** The names of the shards that may have records now, sources of a change before its targets. */
  List<String> inUse(Routes known) {
    List<String> sources = known.map().sources();
    return Stream.concat(
            sources.stream(),
            known.map().members().stream()
                .map(ShardMember::name)
                .filter(name -> !sources.contains(name)))
        .toList();
  }

  Shard shard(String name) {
    Shard shard = byName.get(name);
    if (shard == null) {
      throw new ShardUnavailableException(
          name,
          "The map of shards names the shard '"
              + name
              + "', which this process was opened without; open it with all shards of the map.",
          null);
    }
    return shard;
  }

  /** Calls a shard; see {@link Shard#call}. */
  <R extends @Nullable Object> R at(String name, Supplier<R> call) {
    return shard(name).call(call);
  }

  /**
   * Writes to a shard. Contents to which a value refers are copied to the shard first, if it lacks
   * them and another shard has them.
   */
  <R extends @Nullable Object> R write(Routes known, String name, Supplier<R> operation) {
    Set<ContentHash> copied = new HashSet<>();
    while (true) {
      try {
        return at(name, operation);
      } catch (ContentNotFoundException e) {
        if (!copied.add(e.hash()) || !copy(known, e.hash(), name)) {
          confirm(known);
          throw e;
        }
      }
    }
  }

  /** Copies a content to a shard, and returns whether another shard has it. */
  private boolean copy(Routes known, ContentHash hash, String to) {
    ContentStore target = shard(to).database().contents().over(fenced(known, to));
    for (String name : inUse(known)) {
      if (!name.equals(to) && at(name, () -> contents(name).exists(hash))) {
        var unused = at(to, () -> RecordPull.copy(hash, contents(name), target));
        return true;
      }
    }
    return false;
  }

  /** The transactions on a shard that write only while its map has this version. */
  Transactions fenced(Routes known, String name) {
    long version = known.version(name);
    OwnTransactions own = shard(name).database().own();
    return new CheckedTransactions(
        own,
        unit -> ShardRows.fence(unit, version),
        ShardRows.fenced(own.dialect(), version).orElse(null));
  }

  /**
   * Checks that the map of a shard still has the version that was known before a read.
   *
   * @throws MapChangedException if it has another
   */
  void confirm(Routes known, String name) {
    long actual = at(name, () -> shard(name).database().own().read(ShardRows::version));
    if (actual != known.version(name)) {
      throw new MapChangedException(known.version(name), actual);
    }
  }

  /** Checks the map of each shard in use; see {@link #confirm(Routes, String)}. */
  void confirm(Routes known) {
    inUse(known).forEach(name -> confirm(known, name));
  }

  /**
   * Runs an operation, and repeats it with the present map if the map has changed.
   *
   * @throws TransientCofferException if the map changes during each attempt
   */
  <R extends @Nullable Object> R attempt(Supplier<R> operation) {
    for (int attempt = 1; ; attempt++) {
      Routes known = routes;
      try {
        return current(known, operation);
      } catch (MapChangedException e) {
        if (attempt == ATTEMPTS) {
          throw new TransientCofferException(
              "The map of shards changed during each of " + ATTEMPTS + " attempts; try again.", e);
        }
        refresh(known, attempt);
      }
    }
  }

  /**
   * Runs an operation by a map. If a shard cannot be reached, the map may be outdated: the shard
   * may have been drained and removed.
   *
   * @throws MapChangedException if another shard has a newer map
   */
  <R extends @Nullable Object> R current(Routes known, Supplier<R> operation) {
    try {
      return operation.get();
    } catch (ShardUnavailableException e) {
      long newest = read().map().version();
      if (newest > known.map().version()) {
        throw new MapChangedException(known.map().version(), newest);
      }
      throw e;
    }
  }

  private void refresh(Routes known, int attempt) {
    if (routes.equals(known)) {
      Routes read = read();
      routes = read;
      if (read.equals(known)) {
        // Another shard is about to get the map that this one has.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(attempt));
      }
    }
  }

  /** Reads the map of each shard that can be reached. */
  Routes read() {
    Routes known = routes;
    Map<String, Long> versions = new HashMap<>(known.versions());
    ShardMap newest = known.map();
    @Nullable CofferException failure = null;
    int reached = 0;
    for (String name : byName.keySet()) {
      try {
        ShardRows.Identity found =
            at(name, () -> shard(name).database().own().read(ShardRows::read).orElse(null));
        reached++;
        versions.put(name, found == null ? -1 : found.map().version());
        if (found != null && found.map().version() > newest.version()) {
          newest = found.map();
        }
      } catch (CofferException e) {
        failure = e;
      }
    }
    if (reached == 0 && failure != null) {
      throw failure;
    }
    return new Routes(newest, versions);
  }

  /** Takes over the present map, for example after this process has changed it. */
  void refresh() {
    routes = read();
  }
}
