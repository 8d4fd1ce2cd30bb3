package dev.coffer.shard.cluster;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.ShardMismatchException;
import dev.coffer.api.ShardUnavailableException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opening of a cluster: it creates the map in empty databases, or checks that each database is
 * the shard as which it was given. Used by one thread.
 *
 * <p>A creation writes version 0 into each database, in the order of their names, and then version
 * 1. So an interrupted creation is continued, and a database that has lost its data is not taken
 * for a new one.
 *
 * <p>Databases that are out of reach are checked later, by the first call that reaches them. The
 * map must come from a shard that is part of it: a database that is not, or not yet, may know an
 * older one.
 */
final class ClusterOpening {

  private static final Logger log = LoggerFactory.getLogger(ClusterOpening.class);

  private final List<ShardSource> sources;
  private final Map<String, Integer> weights;
  private final @Nullable ShardKey key;
  private final ShardAdmission admission;
  private final Map<String, ShardDatabase> opened = new TreeMap<>();
  private final Map<String, DatabaseUnavailableException> absent = new TreeMap<>();

  /**
   * An opening.
   *
   * @param weights the weights of a new cluster by the names of its shards
   * @param key the part of a key that decides its shard; null for that of the map, and for the
   *     whole key in a new cluster
   */
  ClusterOpening(List<ShardSource> sources, Map<String, Integer> weights, @Nullable ShardKey key) {
    this.sources = sources.stream().sorted(Comparator.comparing(ShardSource::name)).toList();
    this.weights = new TreeMap<>(weights);
    this.key = key;
    this.admission = new ShardAdmission(key);
  }

  /**
   * Opens the cluster.
   *
   * @param mayCreate whether databases that are no shards yet become a new cluster
   * @throws ShardUnavailableException if a database of a new cluster is out of reach, or all that
   *     are part of an existing one
   */
  Shards open(Executor executor, boolean mayCreate) {
    Map<String, ShardRows.Identity> found = reach();
    requireDistinct();
    if (!absent.isEmpty()) {
      if (found.values().stream().noneMatch(ClusterOpening::knowsTheMap)) {
        throw unavailable();
      }
    } else if (found.values().stream().allMatch(each -> each.map().version() == 0)) {
      if (!mayCreate) {
        throw new ShardMismatchException(
            sources.get(0).name(),
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
    for (ShardSource each : sources) {
      ShardRows.Identity identity = found.get(each.name());
      versions.put(each.name(), identity == null ? -1 : identity.map().version());
    }
    absent.forEach((name, reason) -> log.warn("{}", message(name, reason)));
    return new Shards(sources, opened, reasons(), admission, map, versions, executor);
  }

  /** Opens what can be reached, and reads what it says of itself. */
  private Map<String, ShardRows.Identity> reach() {
    Map<String, ShardRows.Identity> found = new TreeMap<>();
    for (ShardSource each : sources) {
      try {
        ShardDatabase database = each.opener().get();
        Optional<ShardRows.Identity> identity = database.own().read(ShardRows::read);
        opened.put(each.name(), database);
        identity.ifPresent(row -> found.put(each.name(), row));
      } catch (DatabaseUnavailableException e) {
        absent.put(each.name(), e);
      }
    }
    return found;
  }

  private static boolean knowsTheMap(ShardRows.Identity identity) {
    return identity.map().version() > 0
        && identity.map().members().stream().anyMatch(each -> each.name().equals(identity.name()));
  }

  private ShardUnavailableException unavailable() {
    Map.Entry<String, DatabaseUnavailableException> first = absent.entrySet().iterator().next();
    return new ShardUnavailableException(
        first.getKey(), message(first.getKey(), first.getValue()), first.getValue());
  }

  private static String message(String name, DatabaseUnavailableException reason) {
    return "The database of the shard '" + name + "' cannot be used: " + reason.getMessage();
  }

  private Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    absent.forEach((name, reason) -> reasons.put(name, String.valueOf(reason.getMessage())));
    return reasons;
  }

  private void requireDistinct() {
    Map<String, String> names = new HashMap<>();
    for (ShardDatabase each : opened.values()) {
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
    for (ShardDatabase each : opened.values()) {
      Optional<ShardRows.Identity> identity = each.own().read(ShardRows::read);
      identity.ifPresent(row -> found.put(each.name(), row));
    }
    return found;
  }

  private void create() {
    if (opened.size() > 1) {
      for (ShardDatabase each : opened.values()) {
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
    for (ShardDatabase each : opened.values()) {
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
    for (ShardDatabase each : opened.values()) {
      ShardMap first = each.own().read(ShardRows::read).orElseThrow().map();
      if (first.version() == 0) {
        ShardMap one = first.settled();
        var unused = each.own().write(unit -> ShardRows.publish(unit, one));
      }
    }
  }

  private void check(ShardMap map, Map<String, ShardRows.Identity> found) {
    for (String each : opened.keySet()) {
      admission.check(map, each, found.get(each));
    }
    for (ShardMember each : map.members()) {
      if (sources.stream().noneMatch(one -> one.name().equals(each.name()))) {
        throw new ShardMismatchException(
            each.name(),
            "The map of the cluster names the shard '"
                + each.name()
                + "', which was not given; open the cluster with all of its shards.");
      }
    }
  }
}
