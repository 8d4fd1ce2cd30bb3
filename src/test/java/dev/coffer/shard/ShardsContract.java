package dev.coffer.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.RecordConflictException;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.api.ShardMismatchException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import dev.coffer.maintenance.Finding;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Page;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.TestDatabase;
import dev.coffer.topology.ShardPlace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The behavior of a cluster of shards, on every database. */
abstract class ShardsContract {

  record Account(String owner, long cents) {}

  record Letter(String text, ContentHash attachment) {}

  @RecordCollection("accounts")
  interface Accounts extends RecordRepository<Account, String> {
    default long centsOf(String key) {
      return get(key).map(Account::cents).orElse(0L);
    }
  }

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);

  abstract TestDatabase newDatabase();

  @AfterEach
  void close() {
    databases.close();
  }

  private Coffer coffer(String name) {
    return databases.coffer(name);
  }

  private ShardedCofferBuilder builder(String... names) {
    return databases.builder(names);
  }

  private ShardedCoffer open(String... names) {
    return databases.open(names);
  }

  private static Map<String, Account> accounts(int count) {
    Map<String, Account> accounts = new TreeMap<>();
    IntStream.range(0, count)
        .forEach(i -> accounts.put("account %04d".formatted(i), new Account("owner " + i, i)));
    return accounts;
  }

  private static RecordRepository<Account, String> accounts(ShardedCoffer cluster) {
    return cluster.records("accounts", Account.class);
  }

  private static RecordRepository<Account, String> of(ShardedCoffer cluster, String shard) {
    return cluster.shard(shard).orElseThrow().records("accounts", Account.class);
  }

  @Test
  void eachRecordIsInTheShardOfItsKey() {
    ShardedCoffer cluster = open("a", "b", "c");
    Map<String, Account> all = accounts(300);
    RecordRepository<Account, String> accounts = accounts(cluster);
    all.forEach(accounts::put);

    Map<String, Account> found = new HashMap<>();
    for (String shard : List.of("a", "b", "c")) {
      List<StoredValue<Account, String>> its = of(cluster, shard).scan(Range.all()).toList();
      assertThat(its)
          .hasSizeBetween(50, 150)
          .allSatisfy(each -> assertThat(cluster.shardOf("accounts", each.key())).isEqualTo(shard));
      its.forEach(each -> found.put(each.key(), each.value()));
    }
    assertThat(found).isEqualTo(all);
    assertThat(accounts.get("account 0007")).contains(new Account("owner 7", 7));
    assertThat(accounts.get("nobody")).isEmpty();
    assertThat(accounts.count()).isEqualTo(300);
    assertThat(cluster.records().collections())
        .containsExactly(new CollectionInfo("accounts", 300));
    assertThat(cluster.misplaced()).isZero();
  }

  @Test
  void rangesAreReadInOrderOverAllShards() {
    ShardedCoffer cluster = open("a", "b", "c");
    Map<String, Account> all = accounts(1_500);
    cluster.perShard().records("accounts", Account.class).putAll(all);
    RecordRepository<Account, String> accounts = accounts(cluster);

    assertThat(accounts.scan(Range.all()).map(StoredValue::key))
        .containsExactlyElementsOf(all.keySet());
    List<String> reversed = new ArrayList<>(all.keySet());
    Collections.reverse(reversed);
    assertThat(accounts.metadata(Range.<String>all().reversed()).map(RecordMetadata::key))
        .containsExactlyElementsOf(reversed);
    Range<String> some = Range.between("account 0100", "account 0110");
    assertThat(accounts.keys(some)).hasSize(10).first().isEqualTo("account 0100");
    assertThat(accounts.count(some)).isEqualTo(10);
    assertThat(accounts.first(some.reversed()).orElseThrow().key()).isEqualTo("account 0109");
    List<String> paged = new ArrayList<>();
    Page<Account, String> page = accounts.page(Range.all(), null, 99);
    while (true) {
      page.records().forEach(each -> paged.add(each.key()));
      if (page.next().isEmpty()) {
        break;
      }
      assertThat(page.records()).hasSize(99);
      page = accounts.page(Range.all(), page.next().get(), 99);
    }
    assertThat(paged).containsExactlyElementsOf(all.keySet());
    assertThat(accounts.deleteRange(Range.before("account 0700"))).isEqualTo(700);
    assertThat(accounts.count()).isEqualTo(800);
  }

  @Test
  void aBatchOverSeveralShardsIsRefusedUnlessItIsMadePerShard() {
    ShardedCoffer cluster = open("a", "b", "c");
    Map<String, Account> all = accounts(50);

    assertThatThrownBy(() -> accounts(cluster).putAll(all))
        .isInstanceOfSatisfying(
            SeveralShardsException.class,
            e -> assertThat(e.shards()).containsExactly("a", "b", "c"))
        .hasMessageContainingAll("accounts", "perShard()");
    assertThat(accounts(cluster).count()).isZero();
    assertThatThrownBy(() -> cluster.storeBatch("accounts", all))
        .isInstanceOf(SeveralShardsException.class);

    RecordRepository<Account, String> perShard =
        cluster.perShard().records("accounts", Account.class);
    assertThat(perShard.putAll(all).keySet()).containsExactlyElementsOf(all.keySet());
    assertThat(accounts(cluster).getAll(all.keySet())).containsExactlyEntriesOf(all);
    assertThat(accounts(cluster).existsAll(List.of("account 0049", "x", "account 0000")))
        .containsExactly("account 0049", "account 0000");
    assertThat(perShard.putAllIfVersion(all, Map.of()).values())
        .hasSize(50)
        .allSatisfy(each -> assertThat(each).isInstanceOf(ConditionalPut.Refused.class));
    assertThat(perShard.touchAll(all.keySet(), Expiry.after(Duration.ofHours(1)))).isEqualTo(50);
    assertThat(perShard.deleteAll(all.keySet())).isEqualTo(50);
    assertThat(cluster.perShard().storeBatch("mixed", Map.of("one", 1L, "two", "zwei"))).hasSize(2);
    assertThat(cluster.retrieve("mixed", "two", String.class)).contains("zwei");
  }

  @Test
  void theKeysOfAGroupLieTogether() {
    ShardedCoffer cluster = databases.open(builder("a", "b", "c").key(ShardKey.prefix("/")));
    RecordRepository<Account, String> accounts = accounts(cluster);
    for (int group = 0; group < 20; group++) {
      Map<String, Account> some = new LinkedHashMap<>();
      for (int i = 0; i < 5; i++) {
        some.put("group" + group + "/" + i, new Account("owner", i));
      }
      assertThat(accounts.putAll(some)).hasSize(5);
    }
    assertThat(accounts.count(Range.prefix("group7/"))).isEqualTo(5);
    assertThat(accounts.rename("group7/1", "group7/9")).isTrue();
    assertThat(accounts.get("group7/9")).contains(new Account("owner", 1));
    String elsewhere =
        IntStream.range(0, 20)
            .mapToObj(i -> "group" + i + "/x")
            .filter(
                key ->
                    !cluster
                        .shardOf("accounts", key)
                        .equals(cluster.shardOf("accounts", "group7/9")))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> accounts.rename("group7/9", elsewhere))
        .isInstanceOf(SeveralShardsException.class);
    assertThatThrownBy(() -> cluster.records().renameCollection("accounts", "others"))
        .isInstanceOf(SeveralShardsException.class)
        .hasMessageContaining("accounts");
  }

  @Test
  void theOperationsOnOneKeyAreThoseOfItsShard() {
    ShardedCoffer cluster = open("a", "b", "c");
    Accounts accounts = cluster.repository(Accounts.class);
    Account one = new Account("one", 1);
    long version = accounts.put("k", one).version();

    assertThat(accounts.centsOf("k")).isEqualTo(1);
    assertThat(accounts.put("k", one).outcome()).isEqualTo(PutOutcome.UNCHANGED);
    assertThat(accounts.putIfAbsent("k", one)).isInstanceOf(ConditionalPut.Refused.class);
    assertThat(accounts.putIfVersion("k", new Account("one", 2), version))
        .isInstanceOf(ConditionalPut.Done.class);
    assertThatThrownBy(() -> accounts.replace("k", one, version))
        .isInstanceOf(RecordConflictException.class);
    assertThat(accounts.update("k", each -> new Account(each.owner(), each.cents() + 5)))
        .contains(new Account("one", 7));
    assertThat(accounts.getAndPut("k", one, Expiry.after(Duration.ofHours(1))))
        .contains(new Account("one", 7));
    assertThat(accounts.find("k").orElseThrow().expiresAt()).isNotNull();
    assertThat(accounts.touch("k", Expiry.never())).isTrue();
    ConcurrentMap<String, Account> map = accounts.asMap();
    assertThat(map.putIfAbsent("k", one)).isEqualTo(one);
    assertThat(map.merge("k", one, (before, add) -> new Account("both", 2)))
        .isEqualTo(new Account("both", 2));
    assertThat(map.put("l", one)).isNull();
    assertThat(map.keySet()).containsExactly("k", "l");
    assertThat(map).hasSize(2).containsEntry("l", one);
    assertThat(accounts.sliding(Duration.ofMinutes(5)).put("s", one).outcome())
        .isEqualTo(PutOutcome.CREATED);
    assertThat(accounts.find("s").orElseThrow().expiresAt()).isNotNull();
    assertThat(accounts.getAndDelete("k")).contains(new Account("both", 2));
    assertThat(accounts.delete("k")).isFalse();
    assertThat(accounts.exists("k")).isFalse();
  }

  @Test
  void contentsLieByTheirHashAndWhereRecordsReferToThem() throws IOException {
    ShardedCoffer cluster = open("a", "b", "c");
    List<ContentHash> hashes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      byte[] bytes = ("content " + i).getBytes(UTF_8);
      hashes.add(cluster.contents().store(bytes).hash());
      assertThat(cluster.contents().store(new ByteArrayInputStream(bytes)).hash())
          .isEqualTo(hashes.get(i));
    }
    for (String shard : List.of("a", "b", "c")) {
      assertThat(cluster.shard(shard).orElseThrow().contents().list(null, 100))
          .hasSizeBetween(1, 29);
    }
    assertThat(cluster.contents().list(null, 100).stream().map(ContentInfo::hash))
        .containsExactlyElementsOf(hashes.stream().sorted().toList());
    byte[] large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    StoredContent stored =
        cluster.contents().store(new ByteArrayInputStream(large), Holder.of("archive"));
    try (InputStream bytes = cluster.contents().open(stored)) {
      assertThat(bytes.readAllBytes()).isEqualTo(large);
    }
    assertThat(cluster.contents().holders(stored.hash(), null, 10))
        .containsExactly(Holder.of("archive"));
    try (var writer = cluster.contents().writer()) {
      writer.write(large);
      assertThat(writer.commit().hash()).isEqualTo(stored.hash());
    }

    RecordRepository<Letter, String> letters = cluster.records("letters", Letter.class);
    for (int i = 0; i < 30; i++) {
      letters.put("letter " + i, new Letter("text", hashes.get(i)));
      assertThat(cluster.contents().release(hashes.get(i))).isTrue();
    }
    for (int i = 0; i < 30; i++) {
      Letter letter = letters.get("letter " + i).orElseThrow();
      String shard = cluster.shardOf("letters", "letter " + i);
      assertThat(cluster.shard(shard).orElseThrow().contents().references(letter.attachment()))
          .isEqualTo(1);
      try (InputStream bytes = cluster.contents().open(letter.attachment())) {
        assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo("content " + i);
      }
    }
    ContentHash absent = cluster.contents().hash("absent".getBytes(UTF_8));
    assertThatThrownBy(() -> cluster.contents().open(absent))
        .isInstanceOf(ContentNotFoundException.class)
        .hasMessageContaining(absent.hex());
    assertThatThrownBy(() -> letters.put("x", new Letter("text", absent)))
        .isInstanceOf(ContentNotFoundException.class);
  }

  @Test
  void anAddedShardTakesItsShareAndADrainedOneGivesAll() throws IOException {
    ShardedCoffer cluster = open("a", "b");
    Map<String, Account> all = accounts(600);
    cluster.perShard().records("accounts", Account.class).putAll(all);
    RecordRepository<Account, String> accounts = accounts(cluster);
    accounts.touch("account 0003", Expiry.after(Duration.ofDays(3)));
    accounts.put("account 0004", new Account("again", 4));
    accounts.put("account 0004", new Account("owner 4", 4));
    Map<String, StoredValue<Account, String>> before = accounts.findAll(all.keySet());
    List<ContentHash> hashes = new ArrayList<>();
    RecordRepository<Letter, String> letters = cluster.records("letters", Letter.class);
    for (int i = 0; i < 40; i++) {
      hashes.add(cluster.contents().store(("content " + i).getBytes(UTF_8)).hash());
      letters.put("letter " + i, new Letter("x".repeat(i * 1_000), hashes.get(i)));
    }
    ShardedCoffer larger = open("a", "b", "c");

    ShardProgress added = larger.change("c", 1, progress -> {});

    assertThat(added.problems()).isEmpty();
    assertThat(added.records()).isBetween(150L, 290L);
    assertThat(of(larger, "c").count()).isBetween(130L, 270L);
    assertThat(larger.state().changing()).isFalse();
    verify(larger, before, hashes);

    ShardProgress drained = larger.change("a", 0, progress -> {});

    assertThat(drained.problems()).isEmpty();
    assertThat(of(larger, "a").count()).isZero();
    verify(larger, before, hashes);
    assertThat(larger.state().shards()).filteredOn(each -> each.after() > 0).hasSize(2);
    assertThatThrownBy(() -> all.keySet().forEach(accounts::get))
        .as("a process that was opened without the new shard")
        .isInstanceOfSatisfying(
            ShardUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("c"));
  }

  private static void verify(
      ShardedCoffer cluster,
      Map<String, StoredValue<Account, String>> before,
      List<ContentHash> hashes)
      throws IOException {
    assertThat(cluster.misplaced()).isZero();
    Map<String, StoredValue<Account, String>> after = accounts(cluster).findAll(before.keySet());
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach(
        (key, value) -> {
          StoredValue<Account, String> expected = Objects.requireNonNull(before.get(key));
          assertThat(value.value()).isEqualTo(expected.value());
          assertThat(value.version()).isEqualTo(expected.version());
          assertThat(value.createdAt()).isEqualTo(expected.createdAt());
          assertThat(value.updatedAt()).isEqualTo(expected.updatedAt());
          assertThat(value.expiresAt()).isEqualTo(expected.expiresAt());
        });
    assertThat(accounts(cluster).count()).isEqualTo(before.size());
    assertThat(accounts(cluster).scan(Range.all())).hasSize(before.size());
    RecordRepository<Letter, String> letters = cluster.records("letters", Letter.class);
    for (int i = 0; i < hashes.size(); i++) {
      assertThat(letters.get("letter " + i).orElseThrow().text()).hasSize(i * 1_000);
      try (InputStream bytes = cluster.contents().open(hashes.get(i))) {
        assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo("content " + i);
      }
      assertThat(cluster.contents().info(hashes.get(i)).orElseThrow().retained()).isTrue();
    }
    cluster.verify().values().forEach(each -> assertThat(each.isClean()).isTrue());
  }

  @Test
  void aProcessWithAnOlderMapDoesNotWriteToTheOldPlace() {
    ShardedCoffer older = open("a", "b", "c");
    Map<String, Account> all = accounts(200);
    older.perShard().records("accounts", Account.class).putAll(all);
    ShardedCoffer newer = open("a", "b", "c");
    assertThat(newer.change("c", 5, progress -> {}).problems()).isEmpty();

    all.forEach(
        (key, value) -> {
          Account added = new Account(value.owner(), value.cents() + 1);
          // A put reads nothing that could show the new map.
          assertThat(accounts(older).put(key, added).outcome()).isEqualTo(PutOutcome.REPLACED);
        });

    assertThat(older.misplaced()).isZero();
    assertThat(accounts(newer).scan(Range.all()))
        .hasSize(200)
        .allSatisfy(
            each ->
                assertThat(each.value().cents())
                    .isEqualTo(Objects.requireNonNull(all.get(each.key())).cents() + 1));
  }

  @Test
  void aChangeThatWasInterruptedIsResumed() {
    ShardedCoffer cluster = open("a", "b", "c");
    Map<String, Account> all = accounts(300);
    cluster.perShard().records("accounts", Account.class).putAll(all);
    class Interruption extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }

    assertThatThrownBy(
            () ->
                cluster.change(
                    "a",
                    0,
                    progress -> {
                      throw new Interruption();
                    }))
        .isInstanceOf(Interruption.class);

    assertThat(cluster.state().changing()).isTrue();
    assertThat(accounts(cluster).scan(Range.all()).map(StoredValue::key))
        .containsExactlyElementsOf(all.keySet());
    assertThat(accounts(cluster).count()).isEqualTo(300);
    assertThat(accounts(cluster).delete("account 0001")).isTrue();
    assertThat(accounts(cluster).get("account 0001")).isEmpty();
    accounts(cluster).put("account 0001", new Account("new", 1));
    assertThatThrownBy(() -> cluster.change("b", 3, progress -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("b");
    assertThat(cluster.resume(progress -> {}).problems()).isEmpty();
    assertThat(cluster.state().changing()).isFalse();
    assertThat(cluster.misplaced()).isZero();
    assertThat(of(cluster, "a").count()).isZero();
    assertThat(accounts(cluster).count()).isEqualTo(300);
    assertThat(accounts(cluster).get("account 0001")).contains(new Account("new", 1));
  }

  @Test
  void databasesThatAreNotTheShardsAreRefused() {
    open("a", "b");

    assertRefused(builder("a"), "b", "not given");
    assertRefused(
        Coffer.sharded().shard("a", coffer("b")).shard("b", coffer("a")), "a", "shard 'b'");
    assertRefused(
        Coffer.sharded().shard("a", coffer("a")).shard("b", coffer("a")), "b", "same database");
    assertRefused(
        Coffer.sharded().shard("a", coffer("a")).shard("b", coffer("empty")), "b", "no data");
    assertRefused(builder("a", "b").key(ShardKey.prefix("/")), "a", "shard key");
    open("other");
    assertRefused(builder("a", "b", "other"), "other", "cluster");
    coffer("used").store("things", "one", "value");
    assertRefused(builder("used", "empty"), "used", "alone");
    ShardedCoffer cluster = open("a", "b", "used");
    assertThatThrownBy(() -> cluster.change("used", 1, progress -> {}))
        .isInstanceOf(ShardMismatchException.class)
        .hasMessageContaining("used");
  }

  @Test
  void aShardThatWasRestoredFromAnOlderCopyIsRefused() throws Exception {
    ShardedCoffer cluster = open("a", "b", "c");
    assertThat(cluster.change("c", 2, progress -> {}).problems()).isEmpty();
    try (Connection connection = databases.database("b").connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update coffer_shard set map_version = 1");
    }

    assertRefused(builder("a", "b", "c"), "b", "older copy");
    assertThatThrownBy(() -> cluster.change("c", 3, progress -> {}))
        .isInstanceOfSatisfying(
            ShardMismatchException.class, e -> assertThat(e.shard()).isEqualTo("b"))
        .hasMessageContaining("older copy");
  }

  private static void assertRefused(ShardedCofferBuilder builder, String shard, String reason) {
    assertThatThrownBy(builder::open)
        .isInstanceOfSatisfying(
            ShardMismatchException.class, e -> assertThat(e.shard()).isEqualTo(shard))
        .hasMessageContainingAll(shard, reason);
  }

  @Test
  void aDatabaseWithDataBecomesTheFirstShard() {
    Map<String, Account> all = accounts(100);
    coffer("a").records("accounts", Account.class).putAll(all);
    ShardedCoffer cluster = open("a");
    assertThat(accounts(cluster).getAll(all.keySet())).isEqualTo(all);
    ShardedCoffer larger = open("a", "b");

    assertThat(larger.change("b", 1, progress -> {}).records()).isBetween(30L, 70L);

    assertThat(accounts(larger).getAll(all.keySet())).isEqualTo(all);
    assertThat(Stream.of("a", "b").map(each -> of(larger, each).count()).mapToLong(n -> n).sum())
        .isEqualTo(100);
  }

  @Test
  void theTopologyShowsThePlaceOfAShard() {
    assertThat(coffer("a").topology().shard()).isNull();
    ShardedCoffer cluster = open("a", "b");
    String id = cluster.state().cluster();

    assertThat(coffer("b").topology().shard()).isEqualTo(new ShardPlace(id, "b", 1, 1, 1));
    assertThat(cluster.change("b", 3, progress -> {}).problems()).isEmpty();
    assertThat(coffer("b").topology().shard()).isEqualTo(new ShardPlace(id, "b", 3, 3, 3));
    assertThat(cluster.change("a", 0, progress -> {}).problems()).isEmpty();
    assertThat(coffer("a").topology().shard()).isEqualTo(new ShardPlace(id, "a", 0, 0, 5));
    assertThat(coffer("a").topology().shard())
        .hasToString("a of " + id + ", no part of the map, map version 5");
  }

  @Test
  void theDiagnosisFindsAShardThatIsUsedAlone() {
    Coffer alone = coffer("a");
    assertThat(alone.diagnose().findings()).noneMatch(ShardsContract::isOfShard);
    ShardedCoffer cluster = open("a", "b");

    assertThat(alone.diagnose().findings())
        .filteredOn(ShardsContract::isOfShard)
        .singleElement()
        .satisfies(each -> assertThat(each.found()).contains("'a'", cluster.state().cluster()));
    assertThat(cluster.diagnoses().values())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.findings()).noneMatch(ShardsContract::isOfShard));
    assertThat(cluster.change("a", 0, progress -> {}).problems()).isEmpty();
    assertThat(alone.diagnose().findings()).noneMatch(ShardsContract::isOfShard);
  }

  private static boolean isOfShard(Finding finding) {
    return finding.toString().contains("without the cluster");
  }
}
