package dev.coffer.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.TransactionalStores;
import dev.coffer.api.ContentHash;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.api.TransactionOptions;
import dev.coffer.content.Holder;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions on a group of keys, on every database. */
abstract class GroupTransactionsContract {

  record Order(String item, ContentHash invoice) {}

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);

  abstract TestDatabase newDatabase();

  @AfterEach
  void close() {
    databases.close();
  }

  private ShardedCoffer open() {
    return databases.open(databases.builder("a", "b", "c").key(ShardKey.prefix("/")));
  }

  private static RecordRepository<Long, String> balances(TransactionalStores stores) {
    return stores.records("balances", Long.class);
  }

  private static RecordRepository<Long, String> savings(TransactionalStores stores) {
    return stores.records("savings", Long.class);
  }

  /**
   * Moves an amount from the balance of a customer to the savings, which are another collection.
   */
  private static void save(TransactionalStores stores, String customer, long amount) {
    assertThat(balances(stores).update(customer, value -> value - amount)).isPresent();
    savings(stores).compute(customer + "/1", value -> Optional.of(value.orElse(0L) + amount));
  }

  private static long total(ShardedCoffer cluster, String collection) {
    return cluster
        .records(collection, Long.class)
        .scan(Range.all())
        .mapToLong(StoredValue::value)
        .sum();
  }

  private static List<String> customers(int count) {
    return IntStream.range(0, count).mapToObj("customer %02d"::formatted).toList();
  }

  @Test
  void aGroupIsChangedInAllItsCollectionsOrInNone() {
    ShardedCoffer cluster = open();
    for (String each : customers(20)) {
      cluster.records("balances", Long.class).put(each, 100L);
      assertThat(cluster.shardOf("savings", each + "/1"))
          .isEqualTo(cluster.shardOf("balances", each));

      cluster.runInTransaction("balances", each, stores -> save(stores, each, 30));
      assertThatThrownBy(
              () ->
                  cluster.runInTransaction(
                      "balances",
                      each,
                      stores -> {
                        save(stores, each, 70);
                        throw new IllegalStateException("no");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no");
    }

    assertThat(total(cluster, "balances")).isEqualTo(1_400);
    assertThat(total(cluster, "savings")).isEqualTo(600);
    assertThat(cluster.misplaced()).isZero();
    long read =
        cluster.callInTransaction(
            "savings",
            "customer 03/1",
            TransactionOptions.defaults().withReadOnly(true),
            stores ->
                balances(stores).get("customer 03").orElseThrow()
                    + savings(stores)
                        .scan(Range.prefix("customer 03/"))
                        .mapToLong(StoredValue::value)
                        .sum());
    assertThat(read).isEqualTo(100);
  }

  @Test
  void keysAndRangesOutsideOfTheGroupAreRefused() {
    ShardedCoffer cluster = open();
    List<Consumer<TransactionalStores>> foreign =
        List.of(
            stores -> balances(stores).put("customer 2", 1L),
            stores -> balances(stores).get("customer 10"),
            stores -> balances(stores).getAll(List.of("customer 1", "customer 2")),
            stores -> balances(stores).scan(Range.all()).close(),
            stores -> balances(stores).count(),
            stores -> balances(stores).count(Range.prefix("customer 1")),
            stores -> balances(stores).count(Range.from("customer 1/")),
            stores -> balances(stores).deleteRange(Range.before("customer 1/9")),
            stores -> balances(stores).asMap().putIfAbsent("customer 2", 1L),
            stores -> balances(stores).rename("customer 1", "customer 2"),
            stores -> stores.store("balances", "customer 2/1", 1L),
            stores -> stores.storeBatch("balances", Map.of("customer 2/1", 1L)),
            stores -> stores.contents().store("bytes".getBytes(UTF_8)),
            stores ->
                stores
                    .contents()
                    .retain(stores.contents().stage(new byte[1]).hash(), Holder.of("x")));

    for (Consumer<TransactionalStores> each : foreign) {
      assertThatThrownBy(
              () ->
                  cluster.runInTransaction(
                      "balances",
                      "customer 1",
                      stores -> {
                        balances(stores).put("customer 1", 1L);
                        each.accept(stores);
                      }))
          .isInstanceOfSatisfying(
              SeveralShardsException.class,
              e ->
                  assertThat(e.shards()).containsExactly(cluster.shardOf("balances", "customer 1")))
          .hasMessageContaining("group 'customer 1'");
    }

    assertThat(cluster.records("balances", Long.class).count()).isZero();
    cluster.runInTransaction(
        "balances",
        "customer 1",
        stores -> {
          stores.store("balances", "customer 1", 7L);
          balances(stores).putAll(Map.of("customer 1/2", 8L, "customer 1/3", 9L));
          assertThat(stores.retrieve("balances", "customer 1", Long.class)).contains(7L);
          assertThat(balances(stores).count(Range.prefix("customer 1/"))).isEqualTo(2);
          assertThat(balances(stores).deleteRange(Range.between("customer 1/2", "customer 1/3")))
              .isEqualTo(1);
        });
    assertThat(cluster.records("balances", Long.class).keys(Range.all()))
        .containsExactly("customer 1", "customer 1/3");
  }

  @Test
  void aClusterWithoutGroupsHasTransactionsOfOneKey() {
    ShardedCoffer cluster = databases.open("a", "b");

    cluster.runInTransaction(
        "balances",
        "one",
        stores -> {
          balances(stores).put("one", 1L);
          balances(stores).update("one", value -> value + 1);
        });

    assertThat(cluster.retrieve("balances", "one", Long.class)).contains(2L);
    assertThatThrownBy(
            () ->
                cluster.runInTransaction(
                    "balances", "one", stores -> savings(stores).put("one", 1L)))
        .isInstanceOf(SeveralShardsException.class)
        .hasMessageContaining("ShardKey.prefix");
  }

  @Test
  void contentsAreStagedInTheTransactionAndReadFromAllShards() throws IOException {
    ShardedCoffer cluster = open();
    List<ContentHash> stored =
        IntStream.range(0, 10)
            .mapToObj(i -> cluster.contents().store(("invoice " + i).getBytes(UTF_8)).hash())
            .toList();

    for (int i = 0; i < 10; i++) {
      String key = customers(10).get(i) + "/1";
      ContentHash old = stored.get(i);
      byte[] bytes = ("note " + i).getBytes(UTF_8);
      ContentHash staged =
          cluster.callInTransaction(
              "orders",
              key,
              stores -> {
                ContentHash hash = stores.contents().stage(bytes).hash();
                assertThat(stores.contents().exists(hash)).isTrue();
                assertThat(stores.contents().find(old)).isPresent();
                stores.records("orders", Order.class).put(key, new Order("pen", hash));
                stores.records("orders", Order.class).put(key + "/old", new Order("ink", old));
                return hash;
              });

      String shard = cluster.shardOf("orders", key);
      for (ContentHash each : List.of(staged, old)) {
        assertThat(cluster.shard(shard).orElseThrow().contents().referencesByTable(each))
            .containsEntry("coffer_record_reference", 1L);
      }
      try (InputStream read = cluster.contents().open(staged)) {
        assertThat(read.readAllBytes()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aGroupThatMovesIsMovedAsAWholeFirst() {
    ShardedCoffer older = open();
    for (String each : customers(30)) {
      older.runInTransaction(
          "balances",
          each,
          stores -> {
            balances(stores).put(each, 100L);
            savings(stores).putAll(Map.of(each + "/1", 1L, each + "/2", 2L));
          });
    }
    ShardedCoffer cluster = open();
    class Interruption extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
    assertThatThrownBy(
            () ->
                cluster.change(
                    "c",
                    0,
                    progress -> {
                      throw new Interruption();
                    }))
        .isInstanceOf(Interruption.class);

    for (String each : customers(30)) {
      older.runInTransaction(
          "savings",
          each + "/1",
          stores -> {
            assertThat(savings(stores).keys(Range.prefix(each + "/")))
                .containsExactly(each + "/1", each + "/2");
            save(stores, each, 10);
          });
    }

    assertThat(cluster.shard("c").orElseThrow().records("balances", Long.class).count()).isZero();
    assertThat(cluster.shard("c").orElseThrow().records("savings", Long.class).count()).isZero();
    assertThat(cluster.resume(progress -> {}).problems()).isEmpty();
    assertThat(total(cluster, "balances")).isEqualTo(2_700);
    assertThat(total(cluster, "savings")).isEqualTo(390);
    assertThat(cluster.misplaced()).isZero();
  }

  @Test
  void transactionsAreExactWhileKeysMove() throws Exception {
    ShardedCoffer cluster = open();
    ShardedCoffer other = open();
    List<String> customers = customers(20);
    for (String each : customers) {
      cluster.records("balances", Long.class).put(each, 1_000_000L);
    }
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<Long>> savers = new ArrayList<>();
    try {
      for (ShardedCoffer each : List.of(cluster, other)) {
        savers.add(threads.submit(() -> saved(each, customers, ended)));
      }
      for (int weight : new int[] {4, 0, 2}) {
        assertThat(cluster.change("a", weight, progress -> {}).problems()).isEmpty();
      }
      ended.set(true);
      long saved = 0;
      for (Future<Long> each : savers) {
        saved += each.get();
      }
      assertThat(total(cluster, "savings")).isEqualTo(saved);
      assertThat(total(cluster, "balances")).isEqualTo(20_000_000 - saved);
      assertThat(cluster.misplaced()).isZero();
    } finally {
      ended.set(true);
      threads.shutdownNow();
    }
  }

  private static long saved(ShardedCoffer cluster, List<String> customers, AtomicBoolean ended) {
    Random random = new Random(cluster.hashCode());
    long saved = 0;
    TransactionOptions snapshot =
        TransactionOptions.defaults()
            .withReadOnly(true)
            .withIsolation(TransactionOptions.Isolation.REPEATABLE_READ);
    do {
      String customer = customers.get(random.nextInt(customers.size()));
      cluster.runInTransaction("balances", customer, stores -> save(stores, customer, 3));
      saved += 3;
      long sum =
          cluster.callInTransaction(
              "balances",
              customer,
              snapshot,
              stores ->
                  balances(stores).get(customer).orElseThrow()
                      + savings(stores).get(customer + "/1").orElseThrow());
      assertThat(sum).as(customer).isEqualTo(1_000_000);
    } while (!ended.get());
    return saved;
  }

  @Test
  void anotherDatabaseThatIsDownLeavesTheShardInUse() {
    ShardedCoffer cluster = open();
    String customer = customers(1).get(0);
    cluster.records("balances", Long.class).put(customer, 100L);

    assertThatThrownBy(
            () ->
                cluster.runInTransaction(
                    "balances",
                    customer,
                    stores -> {
                      save(stores, customer, 30);
                      Coffer.open("jdbc:h2:mem:another;IFEXISTS=TRUE").close();
                    }))
        .isExactlyInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("another");

    assertThat(cluster.records("balances", Long.class).get(customer)).hasValue(100L);
    assertThat(cluster.state().shards()).allMatch(ShardState::reachable);
  }

  @Test
  void aShardThatIsDownDuringTheWorkIsLeftOut() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(databases.database("a").dataSource());
    try (HikariDataSource pool = new HikariDataSource(config);
        SessionFactory sessions =
            SessionFactories.over(
                databases.database("a"), Map.of("hibernate.connection.datasource", pool));
        Coffer a = Coffer.over(sessions).build();
        ShardedCoffer cluster = Coffer.sharded().shard("a", a).open()) {
      assertThatThrownBy(
              () ->
                  cluster.runInTransaction(
                      "balances",
                      "customer",
                      stores -> {
                        end(pool::close);
                        a.records().collections();
                      }))
          .isInstanceOfSatisfying(
              ShardUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("a"));
      assertThat(cluster.state().shards()).noneMatch(ShardState::reachable);
    }
  }

  /** Closes a part of the test early. */
  private static void end(Runnable close) {
    close.run();
  }
}
