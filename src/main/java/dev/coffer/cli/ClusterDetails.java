package dev.coffer.cli;

import dev.coffer.ShardedCoffer;
import dev.coffer.format.scan.Json;
import dev.coffer.record.CollectionInfo;
import dev.coffer.shard.ClusterState;
import dev.coffer.shard.ShardState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Formats the state of a cluster of shards. */
final class ClusterDetails {
  private static final String NONE = "-";

  private final Console console;
  private final ShardedCoffer cluster;

  ClusterDetails(Console console, ShardedCoffer cluster) {
    this.console = console;
    this.cluster = cluster;
  }

  /**
   * Prints the state.
   *
   * @param verify whether misplaced records are counted
   * @return the exit code
   */
  int show(boolean json, boolean verify) {
    ClusterState state = cluster.state();
    Map<String, OptionalLong> records = new LinkedHashMap<>();
    OptionalLong misplaced = OptionalLong.empty();
    try (Progress progress = new Progress(console, "counting")) {
      for (ShardState each : state.shards()) {
        progress.at(0, 0, 0);
        records.put(each.name(), records(each));
      }
      if (verify) {
        progress.at(0, 0, 0);
        misplaced = OptionalLong.of(cluster.misplaced());
      }
    }
    console.interruption().check();
    if (json) {
      console.line(asJson(state, records, misplaced).toString());
    } else {
      print(state, records, misplaced);
    }
    for (ShardState each : state.shards()) {
      String problem = each.problem();
      if (problem != null) {
        console.error(AccessOptions.asTyped(problem), ExitCode.DATABASE);
      }
    }
    if (state.shards().stream().anyMatch(each -> isPart(each) && !each.reachable())) {
      return ExitCode.DATABASE;
    }
    return misplaced.orElse(0) > 0 && !state.changing() ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private static boolean isPart(ShardState shard) {
    return shard.before() > 0 || shard.after() > 0;
  }

  private OptionalLong records(ShardState shard) {
    return shard.reachable()
        ? OptionalLong.of(
            cluster.shard(shard.name()).orElseThrow().records().collections().stream()
                .mapToLong(CollectionInfo::count)
                .sum())
        : OptionalLong.empty();
  }

  private void print(
      ClusterState state, Map<String, OptionalLong> records, OptionalLong misplaced) {
    console.line("cluster     " + state.cluster());
    console.line("map         version " + state.mapVersion());
    console.line("shard key   " + state.shardKey());
    if (state.changing()) {
      console.line("change      under way or interrupted; 'coffer shards resume' continues it");
    }
    misplaced.ifPresent(count -> console.line("misplaced   " + Amounts.count(count)));
    console.line("");
    Table table = new Table("shard", "weight", "map", "reachable", "records");
    state.shards().forEach(each -> table.row(cells(each, records)));
    table.lines().forEach(console::line);
  }

  private static String[] cells(ShardState shard, Map<String, OptionalLong> records) {
    OptionalLong count = records.getOrDefault(shard.name(), OptionalLong.empty());
    return new String[] {
      shard.name(),
      weights(shard),
      shard.mapVersion() < 0 ? NONE : Long.toString(shard.mapVersion()),
      shard.reachable() ? "yes" : "no",
      count.isPresent() ? Amounts.count(count.getAsLong()) : NONE
    };
  }

  /** The weight of a shard, and that after a change. */
  static String weights(ShardState shard) {
    return shard.before() == shard.after()
        ? Integer.toString(shard.after())
        : shard.before() + " -> " + shard.after();
  }

  private static Json asJson(
      ClusterState state, Map<String, OptionalLong> records, OptionalLong misplaced) {
    List<Json> shards = new ArrayList<>();
    for (ShardState each : state.shards()) {
      OptionalLong count = records.getOrDefault(each.name(), OptionalLong.empty());
      shards.add(
          new Json()
              .with("name", each.name())
              .with("before", each.before())
              .with("after", each.after())
              .with("mapVersion", each.mapVersion())
              .with("reachable", each.reachable())
              .withOptional("problem", each.problem())
              .withVerbatim(
                  "records", count.isPresent() ? Long.toString(count.getAsLong()) : "null"));
    }
    Json json =
        new Json()
            .with("cluster", state.cluster())
            .with("mapVersion", state.mapVersion())
            .with("shardKey", state.shardKey().text())
            .with("changing", state.changing())
            .withObjects("shards", shards);
    misplaced.ifPresent(count -> json.with("misplaced", count));
    return json;
  }
}
