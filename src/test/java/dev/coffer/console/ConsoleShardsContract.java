package dev.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The console of a shard, in a process that has the cluster, on every database. */
abstract class ConsoleShardsContract {
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<String, TestDatabase> databases = new TreeMap<>();

  abstract TestDatabase newDatabase();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    databases.values().forEach(TestDatabase::close);
  }

  private Coffer coffer(String name) {
    TestDatabase database = databases.computeIfAbsent(name, each -> newDatabase().migrate());
    Coffer coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password())
                .withPoolSize(4)
                .withCache(0, 0));
    opened.add(0, coffer);
    return coffer;
  }

  private ShardedCoffer open(ShardedCofferBuilder builder) {
    ShardedCoffer cluster = builder.open();
    opened.add(0, cluster);
    return cluster;
  }

  private static ConsoleClient console(ShardedCoffer cluster) {
    return new ConsoleClient(
        cluster.shard("a").orElseThrow(), ConsoleSettings.defaults().withShards(cluster::state));
  }

  private static List<String> texts(JsonNode shards, String field) {
    List<String> texts = new ArrayList<>();
    shards.path("shards").forEach(each -> texts.add(each.path(field).asText()));
    return texts;
  }

  @Test
  void allShardsAreShownAndWhichCannotBeReached() {
    open(Coffer.sharded().shard("a", coffer("a")).shard("b", coffer("b"), 2));
    ShardedCoffer cluster =
        open(
            Coffer.sharded()
                .existing()
                .shard("a", coffer("a"))
                .shard(
                    "b",
                    () -> Coffer.open(OpenSettings.of("jdbc:h2:mem:absent;IFEXISTS=TRUE")),
                    2));

    JsonNode topology = console(cluster).get("topology");

    assertThat(topology.path("shard").path("name").asText()).isEqualTo("a");
    JsonNode shards = topology.path("shards");
    assertThat(shards.path("cluster").asText()).isEqualTo(cluster.state().cluster());
    assertThat(shards.path("mapVersion").asLong()).isEqualTo(1);
    assertThat(shards.path("changing").asBoolean(true)).isFalse();
    assertThat(shards.path("progress").isNull()).isTrue();
    assertThat(texts(shards, "name")).containsExactly("a", "b");
    assertThat(texts(shards, "after")).containsExactly("1", "2");
    assertThat(texts(shards, "reachable")).containsExactly("true", "false");
    assertThat(shards.path("shards").path(1).path("problem").asText())
        .contains("The shard 'b' cannot be reached.");
  }

  @Test
  void aMoveOfThisProcessHasItsProgress() {
    open(Coffer.sharded().shard("a", coffer("a")).shard("b", coffer("b")));
    ShardedCoffer cluster =
        open(
            Coffer.sharded()
                .shard("a", coffer("a"))
                .shard("b", coffer("b"))
                .shard("c", coffer("c")));
    Map<String, Long> all = new TreeMap<>();
    for (long i = 0; i < 60; i++) {
      all.put("key " + i, i);
    }
    cluster.perShard().records("numbers", Long.class).putAll(all);
    ConsoleClient console = console(cluster);
    List<JsonNode> during = new ArrayList<>();

    cluster.change("c", 1, progress -> during.add(console.get("topology").path("shards")));

    JsonNode last = during.get(during.size() - 1);
    assertThat(last.path("changing").asBoolean()).isTrue();
    assertThat(texts(last, "name")).containsExactly("a", "b", "c");
    assertThat(texts(last, "before")).containsExactly("1", "1", "0");
    assertThat(texts(last, "after")).containsExactly("1", "1", "1");
    assertThat(last.path("progress").path("seen").asLong()).isEqualTo(60);
    assertThat(last.path("progress").path("records").asLong()).isBetween(1L, 59L);
    JsonNode after = console.get("topology").path("shards");
    assertThat(after.path("changing").asBoolean(true)).isFalse();
    assertThat(after.path("progress").isNull()).isTrue();
  }

  @Test
  void aShardWithoutTheClusterKnowsItsPlaceOnly() {
    open(Coffer.sharded().shard("a", coffer("a")).shard("b", coffer("b")));

    JsonNode topology = new ConsoleClient(coffer("a"), ConsoleSettings.defaults()).get("topology");

    assertThat(topology.path("shard").path("name").asText()).isEqualTo("a");
    assertThat(topology.path("shards").isNull()).isTrue();
  }
}
