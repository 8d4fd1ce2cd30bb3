package dev.coffer.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.api.PartlyWrittenException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.Forwarder;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One of three shards cannot be reached. */
@Tag("cluster")
abstract class ShardOutageContract {

  private static final Pattern SERVER = Pattern.compile("//(?<host>[^:/]+):(?<port>\\d+)/");

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);
  private final List<Forwarder> forwarders = new ArrayList<>();

  /** A database on a server. */
  abstract TestDatabase newDatabase();

  @AfterEach
  void close() throws IOException {
    databases.close();
    cutOff();
  }

  private String forwarded(String url) {
    Matcher server = SERVER.matcher(url);
    assertThat(server.find()).isTrue();
    try {
      Forwarder forwarder =
          new Forwarder(server.group("host"), Integer.parseInt(server.group("port")));
      forwarders.add(forwarder);
      return url.replace(
          server.group(), "//" + server.group("host") + ":" + forwarder.port() + "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens three shards, of which one is reached through a forwarder. */
  private ShardedCoffer open() {
    return databases.open(
        Coffer.sharded()
            .shard("a", databases.coffer("a"))
            .shard("b", databases.coffer("b", this::forwarded))
            .shard("c", databases.coffer("c")));
  }

  private void cutOff() throws IOException {
    for (Forwarder each : forwarders) {
      each.close();
    }
  }

  @Test
  void aDrainedShardMayEndBeforeAProcessKnowsTheNewMap() throws Exception {
    ShardedCoffer older = open();
    RecordRepository<Long, String> numbers = older.records("numbers", Long.class);
    for (long i = 0; i < 20; i++) {
      numbers.put("key " + i, i);
    }
    ShardedCoffer newer = open();
    assertThat(newer.change("b", 0, progress -> {}).problems()).isEmpty();

    cutOff();

    for (long i = 0; i < 20; i++) {
      assertThat(numbers.get("key " + i)).contains(i);
    }
    assertThat(numbers.scan(Range.all())).hasSize(20);
  }

  @Test
  void operationsOnItsKeysFailAtOnceAndAllOthersGoOn() throws Exception {
    ShardedCoffer cluster = open();
    Map<String, Long> all = new TreeMap<>();
    for (long i = 0; i < 60; i++) {
      all.put("key " + i, i);
    }
    RecordRepository<Long, String> perShard = cluster.perShard().records("numbers", Long.class);
    perShard.putAll(all);

    cutOff();

    RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
    int refused = 0;
    for (Map.Entry<String, Long> each : all.entrySet()) {
      if (cluster.shardOf("numbers", each.getKey()).equals("b")) {
        assertThatThrownBy(() -> numbers.update(each.getKey(), value -> value + 1))
            .isInstanceOfSatisfying(
                ShardUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("b"))
            .hasMessageContaining("'b'");
        refused++;
      } else {
        assertThat(numbers.update(each.getKey(), value -> value + 1)).isPresent();
        assertThat(numbers.get(each.getKey())).contains(each.getValue() + 1);
      }
    }
    assertThat(refused).isBetween(5, 40);
    assertThatThrownBy(() -> numbers.scan(Range.all()).count())
        .isInstanceOf(ShardUnavailableException.class)
        .hasMessageContaining("'b'");
    assertThatThrownBy(() -> perShard.putAll(all))
        .isInstanceOfSatisfying(
            PartlyWrittenException.class,
            e -> {
              assertThat(e.written()).containsExactly("a", "c");
              assertThat(e.failures()).containsOnlyKeys("b");
            });
    assertThat(cluster.state().shards())
        .filteredOn(each -> !each.reachable())
        .singleElement()
        .satisfies(each -> assertThat(each.name()).isEqualTo("b"));
  }

  @Test
  void theClusterIsOpenedWithoutIt() throws Exception {
    RecordRepository<Long, String> before = open().perShard().records("numbers", Long.class);
    for (long i = 0; i < 20; i++) {
      before.put("key " + i, i);
    }
    TestDatabase b = databases.database("b");
    OpenSettings settings =
        OpenSettings.of(forwarded(b.jdbcUrl())).withUser(b.user()).withPassword(b.password());
    cutOff();

    ShardedCoffer cluster =
        databases.open(
            Coffer.sharded()
                .shard("a", databases.coffer("a"))
                .shard("b", settings)
                .shard("c", databases.coffer("c")));

    RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
    for (long i = 0; i < 20; i++) {
      String key = "key " + i;
      if (cluster.shardOf("numbers", key).equals("b")) {
        assertThatThrownBy(() -> numbers.get(key))
            .isInstanceOf(ShardUnavailableException.class)
            .hasMessageContainingAll("'b'", "cannot be reached");
      } else {
        assertThat(numbers.get(key)).contains(i);
      }
    }
    assertThat(cluster.state().shards())
        .filteredOn(each -> !each.reachable())
        .extracting(ShardState::name)
        .containsExactly("b");
  }
}
