package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ClosedException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.SchemaException;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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

/** The contract of Coffer's own and of the host's transactions, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class TransactionsContract {

  private static final SchemaAccess WRITABLE = new SchemaAccess(1, 1, "test");

  private final StatisticsRecorder statistics = new StatisticsRecorder();
  private TestDatabase testDatabase;
  private SessionFactory sessions;
  private Dialect dialect;
  private OwnTransactions own;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() throws SQLException {
    testDatabase = newDatabase();
    dialect = testDatabase.dialect();
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table account (id integer primary key, amount integer not null)");
      statement.execute("insert into account values (1, 0), (2, 0)");
    }
    sessions = SessionFactories.over(testDatabase);
    own = new OwnTransactions(sessions, dialect, WRITABLE, statistics);
  }

  @AfterEach
  void close() {
    sessions.close();
    testDatabase.close();
  }

  @Test
  void ownWorkIsCommittedAtItsEnd() {
    own.write(unit -> add(unit, 1, 5));

    assertThat(amount(1)).isEqualTo(5);
  }

  @Test
  void ownWorkThatFailsLeavesNothing() {
    assertThatThrownBy(
            () ->
                own.write(
                    unit -> {
                      add(unit, 1, 5);
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");

    assertThat(amount(1)).isZero();
  }

  @Test
  void ownWorkRunsReadCommittedAndLeavesTheConnectionAsItWas() {
    List<Integer> levels = new ArrayList<>();

    own.write(unit -> levels.add(unit.connection().getTransactionIsolation()));

    assertThat(levels).containsExactly(Connection.TRANSACTION_READ_COMMITTED);
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

  @Test
  void replayEndsAfterAFewTries() {
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(
            () ->
                own.write(
                    unit -> {
                      runs.incrementAndGet();
                      throw new TransientCofferException("never");
                    }))
        .isInstanceOf(TransientCofferException.class);

    assertThat(runs).hasValue(Replays.ATTEMPTS);
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
  void permanentRefusalsAreReported() {
    assertThatThrownBy(() -> own.write(unit -> execute(unit, "insert into account values (1, 1)")))
        .isInstanceOf(DatabaseOperationException.class)
        .hasMessageContaining("SQL state");
    assertThat(statistics.snapshot().transactionRetries()).isZero();
  }

  @Test
  void actionsFollowTheEndOfOwnTransactions() {
    List<String> events = new ArrayList<>();

    own.write(
        unit -> {
          unit.afterCommit(() -> events.add("committed"));
          unit.afterCompletion(() -> events.add("ended"));
          return 0;
        });
    assertThatThrownBy(
            () ->
                own.write(
                    unit -> {
                      unit.afterCommit(() -> events.add("committed, wrongly"));
                      unit.afterCompletion(() -> events.add("ended again"));
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(events).containsExactly("committed", "ended", "ended again");
  }

  @Test
  void hostTransactionsEndAsTheHostEndsThem() {
    List<String> events = new ArrayList<>();
    try (EntityManager manager = sessions.createEntityManager()) {
      HostTransactions host = new HostTransactions(manager, dialect, WRITABLE);

      manager.getTransaction().begin();
      host.write(unit -> addAndListen(unit, events, "first"));
      assertThat(events).isEmpty();
      manager.getTransaction().rollback();
      assertThat(amount(1)).isZero();

      manager.getTransaction().begin();
      host.write(unit -> addAndListen(unit, events, "second"));
      manager.getTransaction().commit();
      assertThat(amount(1)).isEqualTo(5);
    }
    assertThat(events).containsExactly("first ended", "second committed", "second ended");
  }

  private static int addAndListen(UnitOfWork unit, List<String> events, String name)
      throws SQLException {
    unit.afterCommit(() -> events.add(name + " committed"));
    unit.afterCompletion(() -> events.add(name + " ended"));
    return add(unit, 1, 5);
  }

  @Test
  void writesRequireATransactionOfTheHost() {
    try (EntityManager manager = sessions.createEntityManager()) {
      HostTransactions host = new HostTransactions(manager, dialect, WRITABLE);

      assertThatThrownBy(() -> host.write(unit -> add(unit, 1, 5)))
          .isInstanceOf(TransactionRequiredException.class);
      assertThat(host.<Integer>read(unit -> amount(unit.connection(), 1))).isZero();
    }
  }

  @Test
  void retryableErrorsMarkTheHostsTransactionForRollback() {
    try (EntityManager manager = sessions.createEntityManager()) {
      HostTransactions host = new HostTransactions(manager, dialect, WRITABLE);
      manager.getTransaction().begin();

      assertThatThrownBy(
              () ->
                  host.write(
                      unit -> {
                        add(unit, 1, 5);
                        throw new TransientCofferException("replay me");
                      }))
          .isInstanceOf(TransientCofferException.class);

      assertThat(manager.getTransaction().getRollbackOnly()).isTrue();
      manager.getTransaction().rollback();
    }
    assertThat(amount(1)).isZero();
  }

  @Test
  void closedTransactionsThrowClosedException() {
    assertThat(own.close()).isTrue();
    assertThat(own.close()).isFalse();

    assertThatThrownBy(() -> own.read(unit -> 0)).isInstanceOf(ClosedException.class);

    EntityManager manager = sessions.createEntityManager();
    HostTransactions host = new HostTransactions(manager, dialect, WRITABLE);
    manager.close();
    assertThatThrownBy(() -> host.read(unit -> 0)).isInstanceOf(ClosedException.class);
  }

  @Test
  void writesOnAReadOnlySchemaAreRefused() {
    SchemaAccess newer = new SchemaAccess(99, 99, "test");
    OwnTransactions reader = new OwnTransactions(sessions, dialect, newer, statistics);

    assertThat(reader.<Integer>read(unit -> amount(unit.connection(), 1))).isZero();
    assertThatThrownBy(() -> reader.write(unit -> add(unit, 1, 5)))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("99");
  }

  private int amount(int account) {
    try (Connection connection = testDatabase.connect()) {
      return amount(connection, account);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int amount(Connection connection, int account) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select amount from account where id = ?")) {
      statement.setInt(1, account);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static int add(UnitOfWork unit, int account, int amount) throws SQLException {
    return execute(
        unit, "update account set amount = amount + " + amount + " where id = " + account);
  }

  private static int execute(UnitOfWork unit, String sql) throws SQLException {
    try (Statement statement = unit.connection().createStatement()) {
      return statement.executeUpdate(sql);
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
