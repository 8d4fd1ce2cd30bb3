package dev.coffer.shard.cluster;

import static dev.coffer.shard.cluster.MemoryShards.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.TransientCofferException;
import dev.coffer.shard.cluster.MemoryShards.Direction;
import dev.coffer.shard.cluster.MemoryShards.Row;
import dev.coffer.shard.cluster.MergedRows.Page;
import dev.coffer.shard.cluster.MergedRows.Plan;
import dev.coffer.shard.cluster.MergedRows.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of several sources are in one order, also while they move and while the map changes. */
class MergedRowsTest {

  /** Ten thousand rows; the i-th key is in the source i modulo the number of sources. */
  private static MemoryShards filled(int count, Direction direction) {
    MemoryShards shards = new MemoryShards(count, direction);
    for (int i = 0; i < 10_000; i++) {
      shards.put(i % count, key(i), i);
    }
    return shards;
  }

  private static String key(int number) {
    return "%05d".formatted(number);
  }

  @ParameterizedTest
  @EnumSource
  void theRowsOfAllSourcesAreInOneOrder(Direction direction) {
    List<String> expected =
        IntStream.range(0, 10_000).mapToObj(MergedRowsTest::key).sorted(direction.order()).toList();
    for (int count : List.of(1, 3, 7, 1000)) {
      for (boolean moving : List.of(false, true)) {
        MemoryShards shards = filled(count, direction);
        shards.moving = moving;
        try (Stream<Row> rows = shards.stream(1000)) {
          assertThat(keys(rows)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void theOrderIsThatOfCodePoints() {
    MemoryShards shards = new MemoryShards(2, Direction.ASCENDING);
    shards.put(0, "\uFFFD", 1);
    shards.put(1, "🔑", 2);
    assertThat(keys(shards.stream(10))).containsExactly("\uFFFD", "🔑");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void emptySourcesHaveNoRows(boolean moving) {
    MemoryShards shards = new MemoryShards(3, Direction.ASCENDING);
    shards.moving = moving;
    assertThat(shards.stream(10)).isEmpty();
    assertThat(new MemoryShards(0, Direction.ASCENDING).stream(10)).isEmpty();
    shards.put(1, "a", 1);
    assertThat(keys(shards.stream(10))).containsExactly("a");
  }

  /** The rows of a page may be deleted between the read of their keys and that of their values. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pagesWithoutRowsAreNotTheEnd(boolean moving) {
    Source<Row> source =
        (after, limit) -> {
          int next = after == null ? 1 : Integer.parseInt(after) + 1;
          List<Row> rows = next == 5 ? List.of(new Row("5", 0)) : List.of();
          return new Page<>(rows, next == 9 ? null : String.valueOf(next));
        };
    Plan<Row> plan =
        new Plan<>(List.of(source, (after, limit) -> new Page<>(List.of(), null)), moving);
    assertThat(keys(MergedRows.stream(() -> plan, Row::key, false, 100))).containsExactly("5");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofEqualKeysTheRowOfTheLaterSourceIsGiven(boolean moving) {
    MemoryShards shards = new MemoryShards(3, Direction.ASCENDING);
    shards.moving = moving;
    for (int shard = 0; shard < 3; shard++) {
      for (int i = shard; i < 100; i++) {
        shards.put(shard, key(i), shard);
      }
    }
    shards.sequence = List.of(2, 0, 1);
    List<Row> rows = shards.stream(30).toList();
    assertThat(rows).hasSize(100).first().isEqualTo(new Row(key(0), 0));
    assertThat(rows.subList(1, 100)).allMatch(row -> row.value() == 1);
    assertThat(rows).extracting(Row::key).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void nothingIsReadBeforeItIsNeeded() {
    MemoryShards shards = filled(3, Direction.ASCENDING);
    AtomicInteger plans = new AtomicInteger();
    Supplier<Plan<Row>> counted =
        () -> {
          plans.incrementAndGet();
          return shards.plan();
        };
    Iterator<Row> rows = MergedRows.stream(counted, Row::key, false, 1000).iterator();
    assertThat(plans).hasValue(0);
    rows.next();
    assertThat(plans).hasValue(1);
    assertThat(shards.pagesRead).isEqualTo(3);
    for (int i = 1; i < 16; i++) {
      rows.next();
    }
    assertThat(shards.pagesRead).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLimitReadsFewRows(boolean moving) {
    MemoryShards shards = filled(3, Direction.ASCENDING);
    shards.moving = moving;
    try (Stream<Row> rows = shards.stream(1000).limit(10)) {
      assertThat(rows).hasSize(10);
    }
    assertThat(shards.rowsRead).isEqualTo(3 * 16);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClosedStreamReadsNoMore(boolean moving) {
    MemoryShards shards = filled(3, Direction.ASCENDING);
    shards.moving = moving;
    Stream<Row> rows = shards.stream(1000);
    Iterator<Row> iterator = rows.iterator();
    iterator.next();
    rows.close();
    int read = shards.rowsRead;
    List<Row> rest = new ArrayList<>();
    iterator.forEachRemaining(rest::add);
    // The iterator of a stream may hold the row that it looked at.
    assertThat(rest).hasSizeLessThan(2);
    assertThat(shards.rowsRead).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 700})
  void theRowsInMemoryAreBounded(int count) {
    int largestPage = 500;
    MemoryShards shards = filled(count, Direction.ASCENDING);
    AtomicInteger given = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Stream<Row> rows = shards.stream(largestPage)) {
      rows.forEach(
          row -> most.accumulateAndGet(shards.rowsRead - given.getAndIncrement(), Math::max));
    }
    assertThat(given).hasValue(10_000);
    assertThat(shards.rowsRead).as("each row is read once").isEqualTo(10_000);
    assertThat(most.get()).isLessThanOrEqualTo(Math.max(largestPage, 2 * count));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 700})
  void theRowsOfAWindowAreBounded(int count) {
    int largestPage = 500;
    MemoryShards shards = filled(count, Direction.ASCENDING);
    shards.moving = true;
    AtomicInteger before = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Stream<Row> rows = shards.stream(largestPage)) {
      // Between two rows, whole windows are read.
      rows.forEach(
          row -> {
            int read = shards.rowsRead;
            most.accumulateAndGet(read - before.getAndSet(read), Math::max);
          });
    }
    assertThat(most.get()).isBetween(1, Math.max(largestPage, 2 * count));
  }

  @ParameterizedTest
  @EnumSource
  void readingGoesOnAfterTheLastRowWhenTheMapChanges(Direction direction) {
    MemoryShards shards = filled(3, direction);
    List<String> expected =
        IntStream.range(0, 10_000).mapToObj(MergedRowsTest::key).sorted(direction.order()).toList();
    List<String> given = new ArrayList<>();
    try (Stream<Row> rows = shards.stream(300)) {
      rows.forEach(
          row -> {
            given.add(row.key());
            if (given.size() % 777 == 0) {
              // All that was not given changes its place at once.
              Collections.rotate(shards.rows, 1);
              shards.moving = !shards.moving;
              shards.version++;
            }
          });
    }
    assertThat(given).isEqualTo(expected);
    assertThat(shards.version).isEqualTo(12);
  }

  @Test
  void aMapThatChangesAgainAndAgainEndsTheRead() {
    MemoryShards shards = filled(3, Direction.ASCENDING);
    AtomicInteger plans = new AtomicInteger();
    Supplier<Plan<Row>> counted =
        () -> {
          plans.incrementAndGet();
          return shards.plan();
        };
    shards.beforeRead = () -> shards.version++;
    Stream<Row> rows = MergedRows.stream(counted, Row::key, false, 100);
    assertThatThrownBy(rows::toList)
        .isInstanceOf(TransientCofferException.class)
        .hasMessageContaining("changed 64 times")
        .hasCauseInstanceOf(MapChangedException.class);
    assertThat(plans).hasValue(64);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void changesAreCountedFromTheLastRow(boolean moving) {
    MemoryShards shards = filled(3, Direction.ASCENDING);
    shards.moving = moving;
    AtomicInteger reads = new AtomicInteger();
    // 63 changes, then all that is needed for some rows.
    shards.beforeRead = () -> shards.version += reads.incrementAndGet() % 66 < 63 ? 1 : 0;
    assertThat(shards.stream(100).limit(1000)).hasSize(1000);
    assertThat(shards.version).isGreaterThan(64);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailedReadCanBeRepeated(boolean moving) {
    MemoryShards shards = filled(3, Direction.ASCENDING);
    shards.moving = moving;
    AtomicInteger reads = new AtomicInteger();
    shards.beforeRead =
        () -> {
          if (reads.incrementAndGet() % 5 == 0) {
            throw new IllegalStateException("the shard is away");
          }
        };
    var rows = shards.stream(300).spliterator();
    List<String> given = new ArrayList<>();
    boolean more = true;
    while (more) {
      try {
        more = rows.tryAdvance(row -> given.add(row.key()));
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("the shard is away");
      }
    }
    assertThat(given).isEqualTo(IntStream.range(0, 10_000).mapToObj(MergedRowsTest::key).toList());
    assertThat(reads.get()).isGreaterThan(5);
  }
}
