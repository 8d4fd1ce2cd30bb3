package dev.coffer.shard.cluster;

import static dev.coffer.shard.cluster.MemoryShards.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.shard.cluster.MemoryShards.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random histories of rows that move between sources while these are read. */
class MergedRowsHistoryTest {

  /** Rows move, appear and disappear before each page is read, and now and then the map changes. */
  @ParameterizedTest
  @EnumSource
  void randomHistoriesMissNothingAndGiveNothingTwice(Direction direction) {
    for (int seed = 0; seed < 600; seed++) {
      new History(seed, direction).run();
    }
  }

  private static final class History {
    private final String name;
    private final Random random;
    private final MemoryShards shards;
    private final int count;
    private final List<String> allKeys = new ArrayList<>();

    /** The keys that exist at all times. */
    private final NavigableSet<String> stable;

    private int moves;

    History(int seed, Direction direction) {
      name = direction + ", seed " + seed;
      random = new Random(seed);
      count = 1 + random.nextInt(6);
      shards = new MemoryShards(count, direction);
      stable = new TreeSet<>(direction.order());
      Set<String> distinct = new TreeSet<>();
      for (int i = random.nextInt(300); i >= 0; i--) {
        String prefix = List.of("", "a", "\uE000", "🔑").get(random.nextInt(4));
        distinct.add(prefix + random.nextInt(1000));
      }
      allKeys.addAll(distinct);
      for (String key : allKeys) {
        if (random.nextInt(4) > 0) {
          stable.add(key);
          shards.put(random.nextInt(count), key, 0);
        }
      }
      changeMap();
      shards.beforeRead = this::happen;
    }

    private void changeMap() {
      finishMoves();
      List<Integer> sequence = new ArrayList<>(shards.sequence);
      Collections.shuffle(sequence, random);
      shards.sequence = sequence;
      shards.moving = random.nextInt(3) > 0;
      shards.version++;
    }

    private void happen() {
      if (random.nextInt(40) == 0) {
        changeMap();
      }
      for (int i = random.nextInt(shards.moving ? 60 : 5); i > 0; i--) {
        String key = allKeys.get(random.nextInt(allKeys.size()));
        if (shards.moving) {
          move(key);
        }
        if (!stable.contains(key)) {
          change(key);
        }
      }
    }

    /** The places of a key in the order of the plan: two of them while it is copied. */
    private List<Integer> places(String key) {
      return IntStream.range(0, count)
          .filter(i -> shards.rows.get(shards.sequence.get(i)).containsKey(key))
          .boxed()
          .toList();
    }

    /** Begins a move by a copy, or ends it by the deletion of the older row. */
    private void move(String key) {
      List<Integer> places = places(key);
      if (places.size() == 2) {
        remove(places.get(0), key);
      } else if (places.size() == 1 && places.get(0) + 1 < count) {
        int from = places.get(0);
        int to = from + 1 + random.nextInt(count - from - 1);
        shards.put(shards.sequence.get(to), key, ++moves);
        if (random.nextBoolean()) {
          remove(from, key);
        }
      }
    }

    private void remove(int place, String key) {
      shards.rows.get(shards.sequence.get(place)).remove(key);
    }

    private void change(String key) {
      List<Integer> places = places(key);
      if (places.isEmpty()) {
        shards.put(random.nextInt(count), key, 0);
      } else {
        places.forEach(place -> remove(place, key));
      }
    }

    private void finishMoves() {
      for (String key : allKeys) {
        List<Integer> places = places(key);
        if (places.size() == 2) {
          remove(places.get(0), key);
        }
      }
    }

    void run() {
      List<String> given = keys(shards.stream(2 + random.nextInt(60)));
      List<String> order = new ArrayList<>(new TreeSet<>(given));
      order.sort(shards.order);
      assertThat(given).as("strict order: %s", name).isEqualTo(order);
      assertThat(given).as("nothing missed: %s", name).containsAll(stable);
    }
  }
}
