package dev.coffer.shard.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each shard has its share of the keys, and few keys move when the shards change. */
class PlacementTest {

  private static final int KEYS = 10_000_000;

  /** Of so many keys, the place after the addition of a shard is found for one. */
  private static final int SAMPLE = 10;

  /** The names of shards, such as administrators give them: they differ in few bits. */
  private static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "shard" + i).toList();
  }

  private static List<Double> equalWeights(int count) {
    return Collections.nCopies(count, 1.0);
  }

  /** The weights 1, 2, 3, 1, 2, 3 and so on. */
  private static List<Double> weights(int count) {
    return IntStream.range(0, count).mapToObj(i -> 1.0 + i % 3).toList();
  }

  private static double sum(List<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static long hash(int key) {
    return Placement.hash("accounts", "account-" + key);
  }

  /** A cluster before and after the addition of a shard, and where its keys are. */
  private static final class Growth {
    final List<Double> weights;
    final Placement before;
    final Placement after;
    final int[] keys;
    int moved;
    int strayed;

    Growth(int shards) {
      weights = weights(shards);
      before = new Placement(names(shards), weights);
      after = new Placement(names(shards + 1), weights(shards + 1));
      keys = new int[shards];
    }

    void count(long hash, boolean sampled) {
      int old = before.of(hash);
      keys[old]++;
      if (sampled) {
        int now = after.of(hash);
        moved += now == old ? 0 : 1;
        strayed += now == old || now == weights.size() ? 0 : 1;
      }
    }

    /** A removal is this addition backwards. */
    void check() {
      int shards = weights.size();
      for (int shard = 0; shard < shards; shard++) {
        double expected = KEYS * weights.get(shard) / sum(weights);
        assertThat(keys[shard] / expected)
            .as("share of shard %s of %s", shard, shards)
            .isCloseTo(1, within(0.03));
      }
      double added = weights(shards + 1).get(shards);
      assertThat(strayed).as("keys that moved between old shards").isZero();
      assertThat((double) moved * SAMPLE / KEYS)
          .as("moved to shard %s", shards)
          .isCloseTo(added / (sum(weights) + added), within(0.003))
          .isGreaterThan(0);
    }
  }

  @Test
  void tenMillionKeysAreBalancedAndFewMove() {
    List<Growth> growths = List.of(new Growth(3), new Growth(10), new Growth(100));
    for (int key = 0; key < KEYS; key++) {
      long hash = hash(key);
      for (Growth each : growths) {
        each.count(hash, key % SAMPLE == 0);
      }
    }
    growths.forEach(Growth::check);
  }

  /**
   * A sample of a million keys, which are 500 to 1,500 a shard. The sum of the squared deviations
   * has the chi-squared distribution of 999 degrees of freedom if the shares are exact: a mean of
   * 999 and a standard deviation of 45. Systematic deviations of 1.5 percent would add 225, which
   * is the tolerance. Beside these, 10<sup>5</sup> keys a shard deviate by 0.3 percent by chance.
   */
  @Test
  void aThousandWeightedShardsDeviateAsChanceDoes() {
    int shards = 1000;
    int keys = 1_000_000;
    List<Double> weights = weights(shards);
    Placement placement = new Placement(names(shards), weights);
    int[] counts = new int[shards];
    for (int key = 0; key < keys; key++) {
      counts[placement.of(hash(key))]++;
    }
    double squares = 0;
    for (int shard = 0; shard < shards; shard++) {
      double expected = keys * weights.get(shard) / sum(weights);
      squares += Math.pow(counts[shard] - expected, 2) / expected;
    }
    assertThat(squares).isCloseTo(999, within(5 * 45.0));
  }

  @Test
  void aChangedWeightMovesKeysOnlyToItsShard() {
    int shards = 10;
    List<Double> heavier = new ArrayList<>(weights(shards));
    heavier.set(4, heavier.get(4) * 2);
    Placement before = new Placement(names(shards), weights(shards));
    Placement after = new Placement(names(shards), heavier);
    int keys = 500_000;
    int moved = 0;
    for (int key = 0; key < keys; key++) {
      long hash = hash(key);
      int old = before.of(hash);
      int now = after.of(hash);
      if (now != old) {
        moved++;
        assertThat(now).isEqualTo(4);
      }
    }
    assertThat((double) moved / keys)
        .isCloseTo(
            heavier.get(4) / sum(heavier) - weights(shards).get(4) / sum(weights(shards)),
            within(0.005));
  }

  @Test
  void namesDecideAndNotTheirOrder() {
    List<String> names = names(20);
    List<Double> weights = weights(20);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
    Collections.shuffle(order, new Random(7));
    List<String> shuffled = order.stream().map(names::get).toList();
    Placement one = new Placement(names, weights);
    Placement other = new Placement(shuffled, order.stream().map(weights::get).toList());
    for (int key = 0; key < 100_000; key++) {
      assertThat(shuffled.get(other.of(hash(key)))).isEqualTo(names.get(one.of(hash(key))));
    }
  }

  @Test
  void collectionsAndGroupsAreApart() {
    assertThat(Placement.hash("a", "bc")).isNotEqualTo(Placement.hash("ab", "c"));
  }

  @Test
  void onlyTheRatioOfWeightsMatters() {
    Placement one = new Placement(names(5), List.of(1.0, 2.0, 4.0, 8.0, 1.0));
    Placement other = new Placement(names(5), List.of(1024.0, 2048.0, 4096.0, 8192.0, 1024.0));
    for (int key = 0; key < 100_000; key++) {
      assertThat(other.of(hash(key))).isEqualTo(one.of(hash(key)));
    }
  }

  @Test
  void weightsAtTheLimitsAreObeyed() {
    Placement placement =
        new Placement(names(2), List.of(Placement.LEAST_WEIGHT, Placement.GREATEST_WEIGHT));
    for (int key = 0; key < 100_000; key++) {
      assertThat(placement.of(hash(key))).isEqualTo(1);
    }
  }

  /** A change of these results would lose stored records. */
  @Test
  void placesStayTheSameForAllTime() {
    assertThat(Placement.hash("players", "alice")).isEqualTo(1785920826116704029L);
    assertThat(Placement.hash("Спіс", "ключ/🔑")).isEqualTo(1085974487943066712L);
    Placement equal = new Placement(List.of("a", "b", "c"), equalWeights(3));
    Placement weighted = new Placement(List.of("east", "west", "north"), List.of(0.5, 3.0, 1.25));
    Placement many = new Placement(names(1000), weights(1000));
    assertThat(IntStream.range(0, 24).map(key -> equal.of(hash(key))))
        .containsExactly(0, 1, 1, 2, 0, 1, 0, 2, 1, 2, 1, 0, 0, 2, 1, 2, 1, 0, 1, 2, 1, 2, 1, 0);
    assertThat(IntStream.range(0, 24).map(key -> weighted.of(hash(key))))
        .containsExactly(0, 2, 2, 2, 1, 0, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 2, 1, 1, 1);
    assertThat(IntStream.range(0, 24).map(key -> many.of(hash(key))))
        .containsExactly(
            181, 6, 900, 685, 392, 101, 106, 47, 87, 156, 294, 766, 325, 866, 634, 471, 312, 378,
            587, 100, 916, 82, 256, 390);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -1, 1e-7, 1e10, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void weightsOutsideTheLimitsAreRefused(double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Placement(List.of("a", "b"), List.of(1.0, weight)))
        .withMessageContaining("weight " + weight)
        .withMessageContaining("1.0E-6 to 1.0E9");
  }

  @Test
  void namesThatAreBlankOrTwiceAreRefused() {
    for (List<String> names : List.of(List.of("a", "a"), List.of("a", " "), List.of("", "a"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Placement(names, equalWeights(2)))
          .withMessageContaining("distinct names that are not blank");
    }
  }

  @Test
  void missingShardsAndWeightsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Placement(List.of(), List.of()))
        .withMessageContaining("need a weight each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Placement(List.of("a", "b"), List.of(1.0)))
        .withMessageContaining("need a weight each");
  }
}
