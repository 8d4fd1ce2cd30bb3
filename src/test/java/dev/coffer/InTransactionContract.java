package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.TransactionOptions;
import dev.coffer.api.TransactionOptions.Isolation;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.TypeName;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OptimisticLockException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Several operations in one transaction of an opened database, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class InTransactionContract {

  /** An entity of the application. */
  @Entity(name = "Receipt")
  static class Receipt {
    @Id long id;

    @ManyToOne @Nullable StoredContent scan;
  }

  private static final TransactionOptions READ_ONLY =
      TransactionOptions.defaults().withReadOnly(true);

  private TestDatabase database;
  private Coffer coffer;
  private RecordRepository<Integer, String> accounts;

  abstract TestDatabase newDatabase();

  /** Whether the database keeps serializable transactions from a write skew. */
  boolean refusesWriteSkew() {
    return true;
  }

  @BeforeAll
  void open() throws SQLException {
    database = newDatabase().migrate();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table Receipt (id bigint primary key, scan_id bigint)");
    }
    coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password())
                .withEntities(List.of(Receipt.class)));
    accounts = coffer.records("accounts", Integer.class);
  }

  @BeforeEach
  void fill() {
    accounts.put("alice", 100);
    accounts.put("bob", 0);
    accounts.delete("carol");
  }

  @AfterAll
  void close() {
    coffer.close();
    database.close();
  }

  record Account1(int cents) {}

  record Account(int amount, String currency) {}

  @Test
  void olderFormsAreConvertedAndReplaced() {
    TypeName second =
        TypeName.of("account", 2)
            .from(
                1,
                json -> {
                  json.put("amount", json.remove("cents"));
                  json.put("currency", "EUR");
                  return json;
                });
    coffer.records().registerType(Account1.class, "account");
    coffer.store("typed accounts", "alice", new Account1(5));
    try (Coffer newer =
        Coffer.over(coffer.entityManagerFactory()).registerType(Account.class, second).build()) {
      RecordRepository<Account, String> typed = newer.records("typed accounts", Account.class);
      Account changed =
          newer.callInTransaction(
              stores -> {
                RecordRepository<Account, String> joined =
                    stores.records("typed accounts", Account.class);
                assertThat(joined.get("alice")).hasValue(new Account(5, "EUR"));
                return joined
                    .update("alice", account -> new Account(account.amount() + 1, "EUR"))
                    .orElseThrow();
              });
      assertThat(changed).isEqualTo(new Account(6, "EUR"));
      assertThat(typed.get("alice")).hasValue(changed);
    }
  }

  @Test
  void commitsSeveralOperationsTogether() {
    StoredContent scan =
        coffer.callInTransaction(
            stores -> {
              var within = stores.records("accounts", Integer.class);
              within.put("alice", 60);
              within.put("bob", 40);
              StoredContent stored = stores.contents().stage(new byte[] {1, 2, 3});
              Receipt receipt = new Receipt();
              receipt.id = 1;
              receipt.scan = stores.entityManager().getReference(StoredContent.class, stored.id());
              stores.entityManager().persist(receipt);
              assertThat(accounts.get("bob")).as("before the commit").contains(0);
              return stored;
            });

    assertThat(accounts.getAll(List.of("alice", "bob"))).containsValues(60, 40);
    try (EntityManager manager = coffer.entityManagerFactory().createEntityManager()) {
      Receipt receipt = manager.find(Receipt.class, 1L);
      assertThat(receipt.scan).extracting(StoredContent::hash).isEqualTo(scan.hash());
    }
  }

  @Test
  void rollsBackAndThrowsTheFailureOfTheWork() {
    IllegalStateException failure = new IllegalStateException("not enough money");

    assertThatThrownBy(
            () ->
                coffer.runInTransaction(
                    stores -> {
                      stores.records("accounts", Integer.class).put("alice", 0);
                      stores.store("accounts", "carol", 1);
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(accounts.get("alice")).contains(100);
    assertThat(accounts.get("carol")).isEmpty();
  }

  @Test
  void replaysAfterADeadlock() throws Exception {
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    List<String> order = List.of("alice", "bob");
    List<String> reverse = List.of("bob", "alice");
    AtomicInteger runs = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = threads.submit(() -> add(order, bothHoldOne, runs));
      Future<?> other = threads.submit(() -> add(reverse, bothHoldOne, runs));
      one.get();
      other.get();
    } finally {
      threads.shutdownNow();
    }

    assertThat(runs.get()).isGreaterThan(2);
    assertThat(accounts.getAll(order)).containsEntry("alice", 102).containsEntry("bob", 2);
  }

  /** Adds 1 to these accounts. In the first two runs, each run holds its first account by then. */
  private void add(List<String> keys, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    coffer.runInTransaction(
        stores -> {
          boolean first = runs.incrementAndGet() <= 2;
          RecordRepository<Integer, String> within = stores.records("accounts", Integer.class);
          for (String key : keys) {
            within.update(key, balance -> balance + 1);
            if (first && key.equals(keys.get(0))) {
              meet(bothHoldOne);
            }
          }
        });
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void replaysWhatASerializableTransactionRefuses() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(refusesWriteSkew());
    accounts.put("bob", 100);
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = threads.submit(() -> withdraw("alice", bothHaveRead, runs));
      Future<?> other = threads.submit(() -> withdraw("bob", bothHaveRead, runs));
      one.get();
      other.get();
    } finally {
      threads.shutdownNow();
    }

    assertThat(runs.get()).isGreaterThan(2);
    assertThat(accounts.getAll(List.of("alice", "bob")).values()).containsExactlyInAnyOrder(0, 100);
  }

  /** Withdraws 100 from an account if both together have 200. */
  private void withdraw(String from, CyclicBarrier bothHaveRead, AtomicInteger runs) {
    coffer.runInTransaction(
        TransactionOptions.defaults().withIsolation(Isolation.SERIALIZABLE),
        stores -> {
          boolean first = runs.incrementAndGet() <= 2;
          RecordRepository<Integer, String> within = stores.records("accounts", Integer.class);
          int sum = 0;
          for (String key : List.of("alice", "bob")) {
            sum += within.get(key).orElseThrow();
          }
          if (first) {
            meet(bothHaveRead);
          }
          if (sum == 200) {
            within.put(from, 0);
          }
        });
  }

  @Test
  void aReadOnlyTransactionRefusesWrites() {
    assertThatThrownBy(
            () ->
                coffer.runInTransaction(READ_ONLY, stores -> stores.store("accounts", "carol", 1)))
        .isInstanceOf(TransactionRequiredException.class)
        .hasMessageContaining("read-only");
    assertThatThrownBy(
            () ->
                coffer.runInTransaction(
                    READ_ONLY, stores -> stores.contents().store(new byte[] {7})))
        .isInstanceOf(TransactionRequiredException.class);

    assertThat(
            coffer.<Integer>callInTransaction(
                READ_ONLY, stores -> stores.retrieve("accounts", "alice", Integer.class).get()))
        .isEqualTo(100);
    assertThat(accounts.exists("carol")).isFalse();
  }

  @Test
  void aRepeatableReadSeesOneState() {
    coffer.runInTransaction(
        READ_ONLY.withIsolation(Isolation.REPEATABLE_READ),
        stores -> {
          RecordRepository<Integer, String> within = stores.records("accounts", Integer.class);
          assertThat(within.get("alice")).contains(100);
          accounts.put("alice", 1);
          accounts.put("bob", 1);
          assertThat(within.get("alice")).contains(100);
          assertThat(within.get("bob")).contains(0);
        });
    assertThat(accounts.get("alice")).contains(1);
  }

  @Test
  void leavesTheConnectionsAsTheyWere() throws SQLException {
    coffer.runInTransaction(
        READ_ONLY.withIsolation(Isolation.SERIALIZABLE),
        stores -> stores.retrieve("accounts", "alice", Integer.class));

    try (EntityManager manager = coffer.entityManagerFactory().createEntityManager()) {
      manager
          .unwrap(org.hibernate.Session.class)
          .doWork(
              connection -> {
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.getTransactionIsolation())
                    .isNotEqualTo(Connection.TRANSACTION_SERIALIZABLE);
              });
    }
  }

  @Test
  void replaysATransactionOfTheApplication() {
    AtomicInteger runs = new AtomicInteger();

    int balance =
        coffer.replay(
            () -> {
              try (EntityManager manager = coffer.entityManagerFactory().createEntityManager()) {
                manager.getTransaction().begin();
                var within = coffer.in(manager).records("accounts", Integer.class);
                int next = within.get("alice").orElseThrow() + 1;
                within.put("alice", next);
                if (runs.incrementAndGet() == 1) {
                  throw new IllegalStateException(new OptimisticLockException());
                }
                manager.getTransaction().commit();
                return next;
              }
            });

    assertThat(balance).isEqualTo(101);
    assertThat(runs).hasValue(2);
    assertThat(accounts.get("alice")).contains(101);
  }

  @Test
  void replaysNoOtherFailure() {
    AtomicInteger runs = new AtomicInteger();
    IllegalStateException failure = new IllegalStateException("no");

    assertThatThrownBy(
            () ->
                coffer.replay(
                    () -> {
                      runs.incrementAndGet();
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(runs).hasValue(1);
  }

  @Test
  void replaysADeadlockOfEntities() throws Exception {
    coffer.runInTransaction(
        stores -> {
          for (long id : new long[] {11, 12}) {
            Receipt receipt = new Receipt();
            receipt.id = id;
            stores.entityManager().persist(receipt);
          }
        });
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = threads.submit(() -> lockBoth(11, 12, bothHoldOne, runs));
      Future<?> other = threads.submit(() -> lockBoth(12, 11, bothHoldOne, runs));
      one.get();
      other.get();
    } finally {
      threads.shutdownNow();
    }

    assertThat(runs.get()).isGreaterThan(2);
  }

  private Object lockBoth(long one, long other, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    return coffer.replay(
        () -> {
          boolean first = runs.incrementAndGet() <= 2;
          try (EntityManager manager = coffer.entityManagerFactory().createEntityManager()) {
            manager.getTransaction().begin();
            touch(manager, one);
            if (first) {
              meet(bothHoldOne);
            }
            touch(manager, other);
            manager.getTransaction().commit();
            return true;
          }
        });
  }

  private static void touch(EntityManager manager, long id) {
    manager.createNativeQuery("update Receipt set scan_id = null where id = " + id).executeUpdate();
  }
}
