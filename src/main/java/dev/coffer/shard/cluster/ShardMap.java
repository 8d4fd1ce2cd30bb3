package dev.coffer.shard.cluster;

import dev.coffer.shard.ShardKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The map of a cluster: its shards with their weights, and the part of a key that decides its
 * shard. A map that changes has the weights before and after the change. Immutable and thread-safe.
 */
public final class ShardMap {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int HEAVIEST = 1_000_000;

  private final String cluster;
  private final long version;
  private final ShardKey key;
  private final List<ShardMember> members;
  private final int[] namesBefore;
  private final int[] namesAfter;
  private final Placement before;
  private final Placement after;

  /**
   * A map.
   *
   * @param cluster the identifier of the cluster
   * @param version counts the changes
   * @param key the part of a key that decides its shard
   * @param members the shards, in any order
   */
  ShardMap(String cluster, long version, ShardKey key, List<ShardMember> members) {
    this.cluster = cluster;
    this.version = version;
    this.key = key;
    this.members = members.stream().sorted(Comparator.comparing(ShardMember::name)).toList();
    this.namesBefore = positions(ShardMember::before);
    this.namesAfter = positions(ShardMember::after);
    this.before = placement(namesBefore, ShardMember::before);
    this.after = isChanging() ? placement(namesAfter, ShardMember::after) : before;
  }

  private int[] positions(ToIntFunction<ShardMember> weight) {
    return IntStream.range(0, members.size())
        .filter(i -> weight.applyAsInt(members.get(i)) > 0)
        .toArray();
  }

  private Placement placement(int[] positions, ToIntFunction<ShardMember> weight) {
    List<String> names = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int each : positions) {
      names.add(members.get(each).name());
      weights.add((double) weight.applyAsInt(members.get(each)));
    }
    return new Placement(names, weights);
  }

  /**
   * Checks the name of a shard.
   *
   * @throws IllegalArgumentException if it has other characters than a to z, 0 to 9 and hyphens, or
   *     more than 64
   */
  public static String checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name '"
              + name
              + "' of a shard is not valid: use 1 to 64 of the characters a to z, 0 to 9 and '-',"
              + " and begin with a letter or digit.");
    }
    return name;
  }

  /**
   * Checks the weight of a shard.
   *
   * @throws IllegalArgumentException if it is not from 1 to 1,000,000
   */
  public static int checkWeight(String name, int weight) {
    if (weight < 1 || weight > HEAVIEST) {
      throw new IllegalArgumentException(
          "The weight %d of the shard '%s' is out of range: use 1 to %,d."
              .formatted(weight, name, HEAVIEST));
    }
    return weight;
  }

  /** The identifier of the cluster. */
  public String cluster() {
    return cluster;
  }

  /** The version: each change of the map has the next number. */
  public long version() {
    return version;
  }

  /** The part of a key that decides its shard. */
  public ShardKey key() {
    return key;
  }

  /** The shards, sorted by name. */
  public List<ShardMember> members() {
    return members;
  }

  /** Whether keys are moving to other shards. */
  public boolean isChanging() {
    return members.stream().anyMatch(each -> each.before() != each.after());
  }

  /** The hash that decides the place of a key. A group has one place in all collections. */
  long hash(String collection, String keyText) {
    return Placement.hash(key.hasGroups() ? "" : collection, key.group(keyText));
  }

  /** The name of the shard in which a hash was before the change. */
  String before(long hash) {
    return members.get(namesBefore[before.of(hash)]).name();
  }

  /** The name of the shard in which a hash is after the change. */
  String after(long hash) {
    return members.get(namesAfter[after.of(hash)]).name();
  }

  /**
   * The names of the shards that lose keys by the change. A shard that gets a greater weight takes
   * keys from all others; one that gets a smaller weight gives keys to all others. So no shard both
   * takes and gives keys.
   */
  List<String> sources() {
    return members.stream()
        .filter(each -> each.before() > 0 && loses(each))
        .map(ShardMember::name)
        .toList();
  }

  private boolean loses(ShardMember member) {
    boolean shrinks = members.stream().anyMatch(each -> each.after() < each.before());
    return shrinks
        ? member.after() < member.before()
        : isChanging() && member.after() == member.before();
  }

  /**
   * The next map, which gives a shard another weight. All other shards keep theirs.
   *
   * @param weight the weight; 0 removes the shard
   */
  ShardMap changed(String name, int weight) {
    Map<String, ShardMember> next = new TreeMap<>();
    members.forEach(
        each -> next.put(each.name(), new ShardMember(each.name(), each.after(), each.after())));
    ShardMember present = next.get(name);
    next.put(name, new ShardMember(name, present == null ? 0 : present.before(), weight));
    return new ShardMap(cluster, version + 1, key, List.copyOf(next.values()));
  }

  /** The next map, in which the change has ended. */
  ShardMap settled() {
    return new ShardMap(
        cluster,
        version + 1,
        key,
        members.stream()
            .filter(each -> each.after() > 0)
            .map(each -> new ShardMember(each.name(), each.after(), each.after()))
            .toList());
  }

  @Override
  public String toString() {
    return "ShardMap[" + cluster + ", version " + version + ", " + members + "]";
  }
}
