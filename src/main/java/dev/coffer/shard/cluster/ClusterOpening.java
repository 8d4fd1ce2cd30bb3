package dev.coffer.shard.cluster;

import dev.coffer.api.ShardMismatchException;
import dev.coffer.shard.ShardKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The opening of a cluster: it creates the map in empty databases, or checks that each database is
 * the shard as which it was given. Used by one thread.
 *
 * <p>A creation writes version 0 into each database, in the order of their names, and then version
 * 1. So an interrupted creation is continued, and a database that has lost its data is not taken
 * for a new one.
 */
final class ClusterOpening {

  private final List<ShardDatabase> databases;
  private final Map<String, Integer> weights;
  private final @Nullable ShardKey key;

  /**
   * An opening.
   *
   * @param weights the weights of a new cluster by the names of its shards
   * @param key the part of a key that decides its shard; null for that of the map, and for the
   *     whole key in a new cluster
   */
  ClusterOpening(
      List<ShardDatabase> databases, Map<String, Integer> weights, @Nullable ShardKey key) {
    this.databases = databases.stream().sorted(Comparator.comparing(ShardDatabase::name)).toList();
    this.weights = new TreeMap<>(weights);
    this.key = key;
  }

  /**
   * Opens the cluster.
   *
   * @param mayCreate whether databases that are no shards yet become a new cluster
   */
  Shards open(Executor executor, boolean mayCreate) {
    requireDistinct();
    Map<String, ShardRows.Identity> found = read();
    if (found.values().stream().allMatch(each -> each.map().version() == 0)) {
      if (!mayCreate) {
        throw new ShardMismatchException(
            databases.get(0).name(),
            "The given databases are no shards of a cluster; create the cluster first, or give the"
                + " right databases.");
      }
      create();
      found = read();
    }
    ShardMap map =
        found.values().stream()
            .map(ShardRows.Identity::map)
            .max(Comparator.comparingLong(ShardMap::version))
            .orElseThrow();
    check(map, found);
    Map<String, Long> versions = new HashMap<>();
    for (ShardDatabase each : databases) {
      ShardRows.Identity identity = found.get(each.name());
      versions.put(each.name(), identity == null ? -1 : identity.map().version());
    }
    return new Shards(databases, map, versions, executor);
  }

  private void requireDistinct() {
    Map<String, String> names = new HashMap<>();
    for (ShardDatabase each : databases) {
      String other = names.put(each.identity(), each.name());
      if (other != null) {
        throw new ShardMismatchException(
            each.name(),
            "The shards '"
                + other
                + "' and '"
                + each.name()
                + "' were given the same database; give each its own.");
      }
    }
  }

  private Map<String, ShardRows.Identity> read() {
    Map<String, ShardRows.Identity> found = new TreeMap<>();
    for (ShardDatabase each : databases) {
      Optional<ShardRows.Identity> identity = each.own().read(ShardRows::read);
      identity.ifPresent(row -> found.put(each.name(), row));
    }
    return found;
  }

  private void create() {
    if (databases.size() > 1) {
      for (ShardDatabase each : databases) {
        if (!each.own().read(ShardRows::isEmpty)) {
          throw new ShardMismatchException(
              each.name(),
              "The database '"
                  + each.name()
                  + "' is no shard yet and has data. Open the cluster with this database alone"
                  + " first, and then add the others, so that Coffer moves the data.");
        }
      }
    }
    List<ShardMember> members = new ArrayList<>();
    weights.forEach((name, weight) -> members.add(new ShardMember(name, weight, weight)));
    String cluster = UUID.randomUUID().toString();
    ShardMap wanted = new ShardMap(cluster, 0, key == null ? ShardKey.whole() : key, members);
    @Nullable ShardMap map = null;
    for (ShardDatabase each : databases) {
      ShardMap created = map == null ? wanted : map;
      each.own()
          .write(
              unit -> {
                ShardRows.insertIfAbsent(unit, each.name(), created);
                return true;
              });
      if (map == null) {
        // Another process may have created the map at the same moment.
        map = each.own().read(ShardRows::read).orElseThrow().map();
      }
    }
    check(map == null ? wanted : map, read());
    for (ShardDatabase each : databases) {
      ShardMap first = each.own().read(ShardRows::read).orElseThrow().map();
      if (first.version() == 0) {
        ShardMap one = first.settled();
        var unused = each.own().write(unit -> ShardRows.publish(unit, one));
      }
    }
  }

  private void check(ShardMap map, Map<String, ShardRows.Identity> found) {
    for (ShardDatabase each : databases) {
      ShardRows.Identity identity = found.get(each.name());
      boolean member = map.members().stream().anyMatch(one -> one.name().equals(each.name()));
      if (identity == null && member) {
        throw new ShardMismatchException(
            each.name(),
            "The database given as the shard '"
                + each.name()
                + "' has no data of this cluster. Give the right database, or restore it from a"
                + " backup.");
      }
      if (identity != null) {
        check(map, each, identity);
      }
    }
    for (ShardMember each : map.members()) {
      if (databases.stream().noneMatch(one -> one.name().equals(each.name()))) {
        throw new ShardMismatchException(
            each.name(),
            "The map of the cluster names the shard '"
                + each.name()
                + "', which was not given; open the cluster with all of its shards.");
      }
    }
  }

  private void check(ShardMap map, ShardDatabase database, ShardRows.Identity identity) {
    if (!identity.map().cluster().equals(map.cluster())) {
      throw new ShardMismatchException(
          database.name(),
          "The database given as the shard '"
              + database.name()
              + "' belongs to the cluster "
              + identity.map().cluster()
              + ", and others to "
              + map.cluster()
              + "; give the databases of one cluster.");
    }
    if (!identity.name().equals(database.name())) {
      throw new ShardMismatchException(
          database.name(),
          "The database given as the shard '"
              + database.name()
              + "' is the shard '"
              + identity.name()
              + "'; give it under its name.");
    }
    ShardKey expected = key == null ? map.key() : key;
    boolean member = map.members().stream().anyMatch(one -> one.name().equals(database.name()));
    // An interrupted publication leaves a shard one version behind.
    if (member && identity.map().version() < map.version() - 1) {
      throw new ShardMismatchException(
          database.name(),
          "The database of the shard '%s' has version %d of the map, and the cluster has version %d; it was probably restored from an older copy. Restore a newer one."
              .formatted(database.name(), identity.map().version(), map.version()));
    }
    if (!identity.map().key().equals(expected)) {
      throw new ShardMismatchException(
          database.name(),
          "The cluster divides records by the shard key '"
              + identity.map().key()
              + "', not '"
              + expected
              + "'; open it with its own shard key, which cannot change.");
    }
  }
}
