package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of transactions under a transaction manager, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class JtaTransactionsContract {

  private static final SchemaAccess WRITABLE = new SchemaAccess(1, 1, "test");

  private final StatisticsRecorder statistics = new StatisticsRecorder();
  private TestDatabase testDatabase;
  private JtaDatabase container;
  private TransactionManager manager;
  private SessionFactory sessions;
  private OwnTransactions own;
  private AmbientTransactions ambient;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() throws SQLException {
    testDatabase = newDatabase();
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table account (id integer primary key, amount integer not null)");
      statement.execute("insert into account values (1, 0), (2, 0)");
    }
    container = new JtaDatabase(testDatabase);
    manager = container.manager();
    sessions = container.strictSessions(Account.class);
    Dialect dialect = testDatabase.dialect();
    own = new OwnTransactions(sessions, dialect, WRITABLE, statistics);
    ambient =
        new AmbientTransactions(
            Objects.requireNonNull(JtaCurrentTransaction.of(sessions)),
            own,
            dialect,
            WRITABLE,
            new Commits());
  }

  @AfterEach
  void close() throws Exception {
    if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
      manager.rollback();
    }
    sessions.close();
    container.close();
    testDatabase.close();
  }

  @Test
  void ownWorkIsATransactionOfTheManager() throws Exception {
    List<Integer> status = new ArrayList<>();

    own.write(
        unit -> {
          status.add(status());
          return add(unit, 1, 5);
        });

    assertThat(status).containsExactly(Status.STATUS_ACTIVE);
    assertThat(manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    assertThat(amount(1)).isEqualTo(5);
  }

  @Test
  void ownWorkThatFailsLeavesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                own.write(
                    unit -> {
                      add(unit, 1, 5);
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");

    assertThat(manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    assertThat(amount(1)).isZero();
  }

  @Test
  void aCommitWhoseAnswerIsLostIsUnknownAndNotReplayed() throws Exception {
    List<String> events = new ArrayList<>();

    assertThatThrownBy(
            () ->
                own.write(
                    unit -> {
                      unit.writes(WriteTarget.put("players", List.of("alice")));
                      addAndListen(unit, events, "first");
                      testDatabase.kill(unit.connection());
                      return 0;
                    }))
        .isInstanceOf(UnknownOutcomeException.class)
        .hasMessageContaining("record 'alice'");

    assertThat(events).containsExactly("first ended");
    assertThat(manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    assertThat(statistics.snapshot().transactionRetries()).isZero();
  }

  @Test
  void retryableErrorsAreReplayedFromTheStart() {
    AtomicInteger runs = new AtomicInteger();

    own.write(
        unit -> {
          add(unit, 1, 5);
          if (runs.incrementAndGet() < 3) {
            throw new TransientCofferException("again");
          }
          return 0;
        });

    assertThat(amount(1)).isEqualTo(5);
    assertThat(runs).hasValue(3);
    assertThat(statistics.snapshot().transactionRetries()).isEqualTo(2);
  }

  /** Two transactions take the same two locks in opposite order. One of them is the victim. */
  @Test
  void realDeadlocksAreReplayed() throws Exception {
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> first = threads.submit(() -> transfer(1, 2, bothHoldOne));
      Future<?> second = threads.submit(() -> transfer(2, 1, bothHoldOne));
      first.get();
      second.get();
    } finally {
      threads.shutdownNow();
    }

    assertThat(amount(1)).isEqualTo(2);
    assertThat(amount(2)).isEqualTo(2);
    assertThat(statistics.snapshot().transactionRetries()).isPositive();
  }

  private void transfer(int from, int to, CyclicBarrier bothHoldOne) {
    AtomicInteger runs = new AtomicInteger();
    own.write(
        unit -> {
          add(unit, from, 1);
          if (runs.incrementAndGet() == 1) {
            await(bothHoldOne);
          }
          return add(unit, to, 1);
        });
  }

  @Test
  void actionsFollowTheEndOfOwnTransactions() {
    List<String> events = new ArrayList<>();

    own.write(unit -> addAndListen(unit, events, "first"));
    assertThatThrownBy(
            () ->
                own.write(
                    unit -> {
                      addAndListen(unit, events, "second");
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(events).containsExactly("first committed", "first ended", "second ended");
  }

  @Test
  void ownWorkIsSeparateFromTheTransactionOfItsThread() throws Exception {
    manager.begin();
    own.write(unit -> add(unit, 1, 5));

    assertThat(own.<Integer>read(unit -> amount(unit.connection(), 1))).isEqualTo(5);
    assertThat(manager.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
    manager.rollback();

    assertThat(amount(1)).isEqualTo(5);
  }

  @Test
  void workJoinsTheTransactionOfItsThread() throws Exception {
    List<String> events = new ArrayList<>();

    manager.begin();
    assertThat(ambient.joinsHost()).isTrue();
    ambient.write(unit -> addAndListen(unit, events, "first"));
    ambient.write(unit -> add(unit, 2, 1));
    assertThat(ambient.<Integer>read(unit -> amount(unit.connection(), 1))).isEqualTo(5);
    assertThat(events).isEmpty();
    manager.rollback();
    assertThat(amount(1)).isZero();
    assertThat(amount(2)).isZero();

    manager.begin();
    ambient.write(unit -> addAndListen(unit, events, "second"));
    manager.commit();
    assertThat(amount(1)).isEqualTo(5);
    assertThat(ambient.joinsHost()).isFalse();
    assertThat(events).containsExactly("first ended", "second committed", "second ended");
  }

  @Test
  void workAndEntityManagersOfTheApplicationShareOneTransaction() throws Exception {
    manager.begin();
    try (EntityManager host = sessions.createEntityManager()) {
      host.createNativeQuery("update account set amount = 7 where id = 1").executeUpdate();

      assertThat(ambient.<Integer>read(unit -> amount(unit.connection(), 1))).isEqualTo(7);
      ambient.write(unit -> add(unit, 1, 1));
      manager.commit();
    }

    assertThat(amount(1)).isEqualTo(8);
  }

  @Test
  void workSeesWhatEntityManagersHaveFlushed() throws Exception {
    manager.begin();
    try (EntityManager host = sessions.createEntityManager()) {
      host.find(Account.class, 1).amount = 7;
      assertThat(ambient.<Integer>read(unit -> amount(unit.connection(), 1))).isZero();

      host.flush();
      assertThat(ambient.<Integer>read(unit -> amount(unit.connection(), 1))).isEqualTo(7);
      manager.rollback();
    }
  }

  /** An entity of the application. */
  @Entity(name = "account")
  static class Account {
    @Id int id;
    int amount;
  }

  @Test
  void workOutsideOfATransactionBeginsOneItself() {
    assertThat(ambient.joinsHost()).isFalse();

    ambient.write(unit -> add(unit, 1, 5));

    assertThat(amount(1)).isEqualTo(5);
  }

  @Test
  void retryableErrorsMarkTheTransactionOfTheThreadForRollback() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    manager.begin();

    assertThatThrownBy(
            () ->
                ambient.write(
                    unit -> {
                      add(unit, 1, 5);
                      runs.incrementAndGet();
                      throw new TransientCofferException("replay me");
                    }))
        .isInstanceOf(TransientCofferException.class);

    assertThat(runs).hasValue(1);
    assertThat(manager.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
    manager.rollback();
    assertThat(amount(1)).isZero();
    assertThat(statistics.snapshot().transactionRetries()).isZero();
  }

  @Test
  void nothingJoinsATransactionThatIsMarkedForRollback() throws Exception {
    manager.begin();
    manager.setRollbackOnly();

    assertThatThrownBy(() -> ambient.write(unit -> add(unit, 1, 5)))
        .isInstanceOf(TransactionRequiredException.class)
        .hasMessageContaining("marked for rollback");

    manager.rollback();
    assertThat(amount(1)).isZero();
  }

  /** The manager rolls back in its own thread, while the application continues in this one. */
  @Test
  void aTransactionThatTimesOutLeavesNothing() throws Exception {
    CountDownLatch rolledBack = new CountDownLatch(1);
    manager.setTransactionTimeout(1);
    try {
      manager.begin();
      manager.getTransaction().registerSynchronization(new AtTheEnd(rolledBack::countDown));
      ambient.write(unit -> add(unit, 1, 5));
      assertThat(rolledBack.await(1, TimeUnit.MINUTES)).isTrue();

      assertThatThrownBy(() -> ambient.write(unit -> add(unit, 2, 5)))
          .isInstanceOf(TransactionRequiredException.class)
          .hasMessageContaining("rolled back");
      assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
    } finally {
      manager.setTransactionTimeout(0);
    }
    assertThat(amount(1)).isZero();
    assertThat(amount(2)).isZero();

    manager.begin();
    ambient.write(unit -> add(unit, 1, 7));
    manager.commit();
    ambient.write(unit -> add(unit, 2, 7));
    assertThat(amount(1)).isEqualTo(7);
    assertThat(amount(2)).isEqualTo(7);
  }

  private record AtTheEnd(Runnable action) implements Synchronization {
    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      action.run();
    }
  }

  @Test
  void sessionsAreClosedWithTheirTransactions() throws Exception {
    sessions.getStatistics().setStatisticsEnabled(true);
    for (int i = 0; i < 3; i++) {
      manager.begin();
      ambient.write(unit -> add(unit, 1, 1));
      ambient.write(unit -> add(unit, 1, 1));
      manager.commit();
    }

    assertThat(sessions.getStatistics().getSessionOpenCount()).isEqualTo(3);
    assertThat(sessions.getStatistics().getSessionCloseCount()).isEqualTo(3);
  }

  private int status() {
    try {
      return manager.getStatus();
    } catch (SystemException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int addAndListen(UnitOfWork unit, List<String> events, String name)
      throws SQLException {
    unit.afterCommit(() -> events.add(name + " committed"));
    unit.afterCompletion(() -> events.add(name + " ended"));
    return add(unit, 1, 5);
  }

  private int amount(int account) {
    try (Connection connection = testDatabase.connect()) {
      return amount(connection, account);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int amount(Connection connection, int account) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select amount from account where id = " + account)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static int add(UnitOfWork unit, int account, int amount) throws SQLException {
    try (Statement statement = unit.connection().createStatement()) {
      return statement.executeUpdate(
          "update account set amount = amount + " + amount + " where id = " + account);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
