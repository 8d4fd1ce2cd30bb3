package dev.coffer.cli;

import dev.coffer.ShardedCoffer;
import dev.coffer.console.api.ShardsJson;
import dev.coffer.format.scan.Json;
import dev.coffer.record.CollectionInfo;
import dev.coffer.shard.ClusterState;
import dev.coffer.shard.ShardState;
import java.util.LinkedHashMap;
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
    Json json =
        ShardsJson.of(
            state,
            shard -> {
              OptionalLong count = records.getOrDefault(shard.name(), OptionalLong.empty());
              return ShardsJson.of(shard)
                  .withVerbatim(
                      "records", count.isPresent() ? Long.toString(count.getAsLong()) : "null");
            });
    misplaced.ifPresent(count -> json.with("misplaced", count));
    return json;
  }
}
