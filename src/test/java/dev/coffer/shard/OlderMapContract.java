package dev.coffer.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process that knows an older map of the shards finds what has moved meanwhile, on every
 * database. Each operation begins with an older map.
 */
abstract class OlderMapContract {

  private static final Expiry LONG = Expiry.after(Duration.ofDays(9));
  private static final Holder HOLDER = Holder.of("archive");

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);

  abstract TestDatabase newDatabase();

  @AfterEach
  void close() {
    databases.close();
  }

  private ShardedCoffer open() {
    return databases.open(databases.builder("a", "b").key(ShardKey.prefix("/")));
  }

  private static RecordRepository<Long, String> counters(ShardedCoffer cluster) {
    return cluster.records("counters", Long.class);
  }

  private static void changeWeight(ShardedCoffer cluster, int weight) {
    assertThat(cluster.change("a", weight, progress -> {}).problems()).isEmpty();
  }

  /** The first of some candidates that is in another place if the shard "a" has the weight 8. */
  private static <T> T moving(
      ShardedCoffer cluster, List<T> candidates, Function<T, String> placeOf) {
    List<String> before = candidates.stream().map(placeOf).toList();
    changeWeight(cluster, 8);
    List<String> after = candidates.stream().map(placeOf).toList();
    changeWeight(cluster, 1);
    return IntStream.range(0, candidates.size())
        .filter(i -> !before.get(i).equals(after.get(i)))
        .mapToObj(candidates::get)
        .findFirst()
        .orElseThrow();
  }

  /** Runs each check in a process that has the older map. */
  private static <S> void runEach(
      Map<String, Consumer<S>> checks,
      ShardedCoffer older,
      ShardedCoffer newer,
      Runnable restored,
      S subject) {
    int weight = 1;
    for (Map.Entry<String, Consumer<S>> check : checks.entrySet()) {
      restored.run();
      assertThat(older.state().changing()).isFalse();
      weight = weight == 1 ? 8 : 1;
      changeWeight(newer, weight);
      try {
        check.getValue().accept(subject);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("The operation '" + check.getKey() + "' failed.", e);
      }
      assertThat(older.misplaced()).as(check.getKey()).isZero();
    }
  }

  private static Map<String, Consumer<RecordRepository<Long, String>>> recordChecks(
      RecordRepository<Long, String> newer, String key, String second) {
    Map<String, Consumer<RecordRepository<Long, String>>> checks = new LinkedHashMap<>();
    Range<String> range = Range.prefix(key);
    checks.put("get", records -> assertThat(records.get(key)).contains(5L));
    checks.put("find", records -> assertThat(records.find(key)).isPresent());
    checks.put("exists", records -> assertThat(records.exists(key)).isTrue());
    checks.put(
        "getAll", records -> assertThat(records.getAll(List.of(key))).isEqualTo(Map.of(key, 5L)));
    checks.put("findAll", records -> assertThat(records.findAll(List.of(key))).containsKey(key));
    checks.put("existsAll", records -> assertThat(records.existsAll(List.of(key))).contains(key));
    checks.put("count", records -> assertThat(records.count(range)).isEqualTo(1));
    checks.put("first", records -> assertThat(records.first(range)).isPresent());
    checks.put(
        "scan",
        records -> assertThat(records.scan(range).map(StoredValue::key)).containsExactly(key));
    checks.put(
        "metadata",
        records ->
            assertThat(records.metadata(range).map(RecordMetadata::key)).containsExactly(key));
    checks.put("page", records -> assertThat(records.page(range, null, 10).records()).hasSize(1));
    checks.put(
        "put",
        records -> assertThat(records.put(key, 6L).outcome()).isEqualTo(PutOutcome.REPLACED));
    checks.put(
        "putAll",
        records ->
            assertThat(records.putAll(Map.of(key, 6L)).values())
                .allSatisfy(put -> assertThat(put.outcome()).isEqualTo(PutOutcome.REPLACED)));
    checks.put("putIfAbsent", records -> refused(records.putIfAbsent(key, 6L)));
    checks.put("putIfVersion", records -> done(records.putIfVersion(key, 6L, version(newer, key))));
    checks.put(
        "putIfVersion of an absent record", records -> refused(records.putIfVersion(key, 6L, 0)));
    checks.put(
        "putAllIfVersion",
        records ->
            records
                .putAllIfVersion(Map.of(key, 6L), Map.of(key, 0L))
                .values()
                .forEach(OlderMapContract::refused));
    checks.put(
        "compute",
        records ->
            assertThat(records.compute(key, value -> Optional.of(value.orElseThrow() + 1)))
                .contains(6L));
    checks.put(
        "update", records -> assertThat(records.update(key, value -> value + 1)).contains(6L));
    checks.put(
        "computeIfAbsent",
        records -> assertThat(records.computeIfAbsent(key, absent -> 1L)).isEqualTo(5L));
    checks.put("getAndPut", records -> assertThat(records.getAndPut(key, 6L, LONG)).contains(5L));
    checks.put("getAndDelete", records -> assertThat(records.getAndDelete(key)).contains(5L));
    checks.put("touch", records -> assertThat(records.touch(key, LONG)).isTrue());
    checks.put(
        "touchAll", records -> assertThat(records.touchAll(List.of(key), LONG)).isEqualTo(1));
    checks.put("delete", records -> assertThat(records.delete(key)).isTrue());
    checks.put("deleteAll", records -> assertThat(records.deleteAll(List.of(key))).isEqualTo(1));
    checks.put("deleteRange", records -> assertThat(records.deleteRange(range)).isEqualTo(1));
    checks.put(
        "deleteIfVersion", records -> assertThat(records.deleteIfVersion(key, 77)).isFalse());
    checks.put("rename", records -> assertThat(records.rename(key, second)).isTrue());
    checks.put(
        "map.computeIfPresent",
        records ->
            assertThat(records.asMap().computeIfPresent(key, (same, value) -> value + 1))
                .isEqualTo(6L));
    checks.put("map.containsKey", records -> assertThat(records.asMap()).containsKey(key));
    checks.put(
        "map.merge",
        records -> assertThat(records.asMap().merge(key, 2L, Long::sum)).isEqualTo(7L));
    checks.put("map.replace", records -> assertThat(records.asMap().replace(key, 5L, 6L)).isTrue());
    checks.put("map.put", records -> assertThat(records.asMap().put(key, 6L)).isEqualTo(5L));
    checks.put("map.remove", records -> assertThat(records.asMap().remove(key)).isEqualTo(5L));
    checks.put(
        "map.remove of a value", records -> assertThat(records.asMap().remove(key, 5L)).isTrue());
    checks.put("map.size", records -> assertThat(records.asMap()).hasSize(1));
    return checks;
  }

  private static long version(RecordRepository<Long, String> records, String key) {
    return records.find(key).orElseThrow().version();
  }

  private static void refused(ConditionalPut put) {
    assertThat(put.isDone()).isFalse();
  }

  private static void done(ConditionalPut put) {
    assertThat(put.isDone()).isTrue();
  }

  @Test
  void everyOperationOnARecordFindsIt() {
    ShardedCoffer older = open();
    ShardedCoffer newer = open();
    String group =
        moving(
            newer,
            IntStream.range(0, 40).mapToObj("group %d"::formatted).toList(),
            each -> newer.shardOf("counters", each + "/1"));
    String key = group + "/1";
    String second = group + "/2";

    runEach(
        recordChecks(counters(newer), key, second),
        older,
        newer,
        () -> {
          counters(newer).deleteAll(List.of(key, second));
          counters(newer).put(key, 5L);
        },
        counters(older));
    changeWeight(newer, 3);
    assertThat(older.records().collections()).containsExactly(new CollectionInfo("counters", 1));
  }

  private static Map<String, Consumer<ContentStore>> contentChecks(ContentHash hash) {
    Map<String, Consumer<ContentStore>> checks = new LinkedHashMap<>();
    checks.put("find", contents -> assertThat(contents.find(hash)).isPresent());
    checks.put("exists", contents -> assertThat(contents.exists(hash)).isTrue());
    checks.put("open", contents -> assertThat(bytes(contents, hash)).isNotEmpty());
    checks.put("verify", contents -> contents.verify(hash));
    checks.put(
        "info", contents -> assertThat(contents.info(hash).orElseThrow().retained()).isTrue());
    checks.put(
        "list",
        contents ->
            assertThat(contents.list(null, 100))
                .filteredOn(each -> each.hash().equals(hash))
                .allMatch(ContentInfo::retained)
                .hasSize(1));
    checks.put(
        "holders",
        contents -> assertThat(contents.holders(hash, null, 10)).containsExactly(HOLDER));
    checks.put("references", contents -> assertThat(contents.references(hash)).isEqualTo(2));
    checks.put("retain", contents -> assertThat(contents.retain(hash).hash()).isEqualTo(hash));
    checks.put("release", contents -> assertThat(contents.release(hash)).isTrue());
    checks.put(
        "release of a holder", contents -> assertThat(contents.release(hash, HOLDER)).isTrue());
    checks.put(
        "delete",
        contents ->
            assertThatThrownBy(() -> contents.delete(hash))
                .isInstanceOf(ContentInUseException.class));
    return checks;
  }

  private static byte[] bytes(ContentStore contents, ContentHash hash) {
    try (InputStream bytes = contents.open(hash)) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyOperationOnAContentFindsIt() {
    ShardedCoffer older = open();
    ShardedCoffer newer = open();
    List<ContentHash> hashes =
        IntStream.range(0, 20)
            .mapToObj(i -> newer.contents().store(("content " + i).getBytes(UTF_8)).hash())
            .toList();
    ContentHash hash =
        moving(
            newer,
            hashes,
            each ->
                List.of("a", "b").stream()
                    .filter(
                        name ->
                            newer
                                .shard(name)
                                .orElseThrow()
                                .contents()
                                .info(each)
                                .filter(ContentInfo::retained)
                                .isPresent())
                    .findFirst()
                    .orElseThrow());
    byte[] bytes = bytes(newer.contents(), hash);

    runEach(
        contentChecks(hash),
        older,
        newer,
        () -> {
          newer.contents().store(bytes);
          newer.contents().retain(hash, HOLDER);
        },
        older.contents());
  }

  /**
   * The row of an earlier expiry follows in a transaction of its own, before which the map changes.
   */
  @Test
  void aPutThatIsCommittedIsNotRepeated() throws SQLException {
    ShardedCoffer newer = open();
    AtomicInteger connections = new AtomicInteger();
    AtomicInteger weight = new AtomicInteger(1);
    Runnable change =
        () -> {
          if (connections.decrementAndGet() == 0) {
            changeWeight(newer, weight.updateAndGet(now -> now == 1 ? 8 : 1));
          }
        };
    try (SessionFactory ofA = factory("a", change);
        SessionFactory ofB = factory("b", change);
        Coffer a = Coffer.over(ofA).build();
        Coffer b = Coffer.over(ofB).build();
        ShardedCoffer older = Coffer.sharded().existing().shard("a", a).shard("b", b).open()) {
      for (int i = 0; i < 8; i++) {
        String key = "key " + i;
        counters(older).put(key, 1L, LONG);
        // A put of a collection whose last put has created a record takes one transaction.
        long before = counters(older).put(key, 2L, LONG).version();
        connections.set(2);

        Put put = counters(older).put(key, 3L, Expiry.after(Duration.ofHours(1)));

        assertThat(connections.get()).isNotPositive();
        assertThat(put.outcome()).isEqualTo(PutOutcome.REPLACED);
        assertThat(put.version()).isEqualTo(before + 1);
        assertThat(dueRows(key)).isEqualTo(1);
      }
    }
  }

  private SessionFactory factory(String name, Runnable onConnection) {
    return SessionFactories.over(
        databases.database(name),
        Map.of(
            "hibernate.connection.datasource",
            databases.database(name).pooledDataSource(onConnection)));
  }

  /** The rows of a record that are due no later than it expires, in both shards. */
  private long dueRows(String key) throws SQLException {
    long rows = 0;
    for (String name : List.of("a", "b")) {
      try (Connection connection = databases.database(name).connect();
          PreparedStatement query =
              connection.prepareStatement(
                  "select count(*) from coffer_record_expiry x join coffer_record r on"
                      + " r.collection = x.collection and r.record_key = x.record_key where"
                      + " r.record_key = ? and x.due_at <= r.expires_at")) {
        query.setString(1, key);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          rows += row.getLong(1);
        }
      }
    }
    return rows;
  }
}
