package dev.coffer.shard.cluster;

import dev.coffer.record.key.Utf8Order;
import dev.coffer.shard.cluster.MergedRows.Page;
import dev.coffer.shard.cluster.MergedRows.Plan;
import dev.coffer.shard.cluster.MergedRows.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sources in memory with a map, which counts the rows that were read. */
final class MemoryShards {
  final Comparator<String> order;
  final List<NavigableMap<String, Integer>> rows = new ArrayList<>();

  /** What happens before each page is read. */
  Runnable beforeRead = () -> {};

  int version;

  /** The order of the sources in the plan. */
  List<Integer> sequence;

  boolean moving;
  int rowsRead;
  int pagesRead;

  MemoryShards(int count, Direction direction) {
    order = direction.order();
    sequence = IntStream.range(0, count).boxed().toList();
    sequence.forEach(i -> rows.add(new TreeMap<>(order)));
  }

  Plan<Row> plan() {
    int planned = version;
    List<Source<Row>> sources =
        sequence.stream()
            .map(rows::get)
            .<Source<Row>>map(shard -> (after, limit) -> read(shard, planned, after, limit))
            .toList();
    return new Plan<>(sources, moving);
  }

  private Page<Row> read(
      NavigableMap<String, Integer> shard, int planned, @Nullable String after, int limit) {
    beforeRead.run();
    if (version != planned) {
      throw new MapChangedException(1, 2);
    }
    NavigableMap<String, Integer> rest = after == null ? shard : shard.tailMap(after, false);
    List<Row> page =
        rest.entrySet().stream()
            .limit(limit)
            .map(entry -> new Row(entry.getKey(), entry.getValue()))
            .toList();
    rowsRead += page.size();
    pagesRead++;
    boolean more = rest.size() > page.size();
    return new Page<>(page, more ? page.get(page.size() - 1).key() : null);
  }

  Stream<Row> stream(int largestPage) {
    return MergedRows.stream(this::plan, Row::key, order != Utf8Order.COMPARATOR, largestPage);
  }

  void put(int shard, String key, int value) {
    rows.get(shard).put(key, value);
  }

  enum Direction {
    ASCENDING,
    DESCENDING;

    Comparator<String> order() {
      return this == ASCENDING ? Utf8Order.COMPARATOR : Utf8Order.COMPARATOR.reversed();
    }
  }

  record Row(String key, int value) {}

  /** The texts of the keys of rows. */
  static List<String> keys(Stream<Row> rows) {
    return rows.map(Row::key).toList();
  }
}
