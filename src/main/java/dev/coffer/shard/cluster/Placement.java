package dev.coffer.shard.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The places of keys among weighted shards, by rendezvous hashing: a key belongs to the shard with
 * the least distance from it. So an added shard takes keys from all others, and no more than its
 * share; a removed shard gives its keys to all others. Immutable and thread-safe.
 *
 * <p>The distance is the negative logarithm of a hash of the key and the shard's name between 0 and
 * 1, divided by the weight (C. Schindelhauer, G. Schomaker, Weighted Distributed Hash Tables,
 * 2005). A shard with twice the weight has twice as many keys, and a change of one weight moves no
 * key between two other shards. Names decide, not their order.
 *
 * <p>A hash is FNV-1a of 64 bits, mixed by the function of {@link java.util.SplittableRandom}. The
 * arithmetic is that of {@link StrictMath}, so all processes agree. Stored records lie where these
 * functions put them, so the functions never change.
 */
final class Placement {

  /** The limits of weights, with which no distance is infinite, and none is rounded to 0. */
  static final double LEAST_WEIGHT = 1e-6;

  static final double GREATEST_WEIGHT = 1e9;

  private static final long FNV_OFFSET = 0xcbf2_9ce4_8422_2325L;
  private static final long FNV_PRIME = 0x100_0000_01b3L;

  /**
   * The bits of a hash that become a number between 0 and 1. With one bit more, the greatest number
   * would be rounded to 1.
   */
  private static final int UNIT_BITS = 52;

  private static final double STEP = 0x1p-52;

  private final long[] names;
  private final double[] inverseWeights;

  /** The position of each shard in the constructor's lists. */
  private final int[] positions;

  /**
   * The placement among these shards.
   *
   * @throws IllegalArgumentException if there is no shard, if a name is blank or has the hash of
   *     another one, or if a weight is outside the limits
   */
  Placement(List<String> names, List<Double> weights) {
    check(names, weights);
    long[] hashes = names.stream().mapToLong(name -> mix(hash(FNV_OFFSET, name))).toArray();
    // In the order of the hashes, the first of two equal distances has the same name everywhere.
    positions =
        IntStream.range(0, hashes.length)
            .boxed()
            .sorted(Comparator.comparingLong(position -> hashes[position]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.names = IntStream.of(positions).mapToLong(position -> hashes[position]).toArray();
    this.inverseWeights =
        IntStream.of(positions).mapToDouble(position -> 1 / weights.get(position)).toArray();
    for (int i = 1; i < positions.length; i++) {
      if (this.names[i - 1] == this.names[i]) {
        throw new IllegalArgumentException(
            "The shards %s and %s have the same hash; give one of them another name."
                .formatted(names.get(positions[i - 1]), names.get(positions[i])));
      }
    }
  }

  private static void check(List<String> names, List<Double> weights) {
    if (names.isEmpty() || names.size() != weights.size()) {
      throw new IllegalArgumentException(
          "The shards %s need a weight each; the weights are %s.".formatted(names, weights));
    }
    if (new HashSet<>(names).size() != names.size() || names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "The shards %s need distinct names that are not blank.".formatted(names));
    }
    for (double weight : weights) {
      if (!(weight >= LEAST_WEIGHT && weight <= GREATEST_WEIGHT)) {
        throw new IllegalArgumentException(
            "The weight %s of a shard is not a number from %s to %s."
                .formatted(weight, LEAST_WEIGHT, GREATEST_WEIGHT));
      }
    }
  }

  /**
   * The hash of a group of keys in a collection.
   *
   * @param collection the name of the collection; empty for groups over all collections
   */
  static long hash(String collection, String group) {
    // A zero byte, which no name of a collection has, keeps ("a", "bc") and ("ab", "c") apart.
    return mix(hash(hash(FNV_OFFSET, collection) * FNV_PRIME, group));
  }

  private static long hash(long start, String text) {
    long hash = start;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  /** The position, in the constructor's lists, of the shard to which a hash belongs. */
  int of(long hash) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < names.length; i++) {
      double unit = unit(mix(hash ^ names[i]));
      // The logarithm is slow. -ln(1 - unit) is never less than unit, also when both are rounded.
      if (unit * inverseWeights[i] < least) {
        double distance = -StrictMath.log1p(-unit) * inverseWeights[i];
        if (distance < least) {
          nearest = i;
          least = distance;
        }
      }
    }
    return positions[nearest];
  }

  /** A number between 0 and 1, both exclusive. */
  private static double unit(long hash) {
    return ((hash >>> (Long.SIZE - UNIT_BITS)) + 0.5) * STEP;
  }

  private static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }
}
