package dev.coffer.tx;

import static dev.coffer.testing.FailingConnections.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.FailingConnections;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The outcomes of work on a connection that fails at its end, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class OutcomesContract {

  private static final SchemaAccess WRITABLE = new SchemaAccess(1, 1, "test");
  private static final WriteTarget ALICE = WriteTarget.put("players", List.of("alice"));

  private final StatisticsRecorder statistics = new StatisticsRecorder();
  private final FailingConnections connections = new FailingConnections();
  private final List<String> events = new ArrayList<>();
  private TestDatabase database;
  private SessionFactory sessions;
  private OwnTransactions own;

  abstract TestDatabase newDatabase();

  FailingConnections connections() {
    return connections;
  }

  OwnTransactions own() {
    return own;
  }

  @BeforeEach
  void open() throws SQLException {
    database = newDatabase();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table account (id integer primary key, amount integer not null)");
      statement.execute("insert into account values (1, 0)");
    }
    sessions =
        SessionFactories.over(
            database,
            Map.of("hibernate.connection.datasource", connections.around(database.dataSource())));
    own = new OwnTransactions(sessions, database.dialect(), WRITABLE, statistics);
  }

  @AfterEach
  void close() {
    sessions.close();
    database.close();
  }

  @Test
  void aCommitWithALostAnswerIsReportedAndNotReplayed() {
    connections.losingAnswerOf("Connection.commit");

    UnknownOutcomeException unknown =
        catchThrowableOfType(
            UnknownOutcomeException.class, () -> own.write(unit -> add(unit, ALICE)));

    assertThat(unknown.operation()).isEqualTo("put");
    assertThat(unknown.collection()).isEqualTo("players");
    assertThat(unknown.keys()).containsExactly("alice");
    assertThat(unknown)
        .hasMessageContaining("the put of the record 'alice' of collection 'players'");
    assertThat(unknown).cause().isInstanceOf(SQLException.class);
    assertThat(amount()).isEqualTo(1);
    assertThat(events).containsExactly("ended");
    assertThat(statistics.snapshot().transactionRetries()).isZero();
  }

  @Test
  void aCommitThatFailsWithoutAnAnswerIsUnknown() {
    connections.failing("Connection.commit", new SQLException("the driver gave up"));

    assertThatThrownBy(() -> own.write(unit -> add(unit, ALICE)))
        .isInstanceOf(UnknownOutcomeException.class);
  }

  @Test
  void aCommitOfAConnectionThatTheDatabaseHasEndedIsUnknown() {
    assertThatThrownBy(
            () ->
                own.write(
                    unit -> {
                      add(unit, ALICE);
                      database.kill(unit.connection());
                      return 0;
                    }))
        .isInstanceOf(UnknownOutcomeException.class);

    assertThat(events).containsExactly("ended");
    assertThat(statistics.snapshot().transactionRetries()).isZero();
  }

  @Test
  void aCommitThatTheDatabaseRefusesIsReplayed() {
    connections.failing("Connection.commit", retryable());
    AtomicInteger runs = new AtomicInteger();

    own.write(
        unit -> {
          runs.incrementAndGet();
          return add(unit, ALICE);
        });

    assertThat(runs).hasValue(2);
    assertThat(amount()).isEqualTo(1);
  }

  private SQLException retryable() {
    boolean byNumber = database.product() == Dialect.Product.MARIADB;
    return new SQLException("Deadlock", "40001", byNumber ? 1213 : 40001);
  }

  @Test
  void aCommitThatAConstraintRefusesIsNotUnknown() {
    connections.failing("Connection.commit", new SQLException("late check", "23000", 0));

    assertThatThrownBy(() -> own.write(unit -> add(unit, ALICE)))
        .isInstanceOf(DatabaseOperationException.class);
    assertThat(amount()).isZero();
  }

  @Test
  void anAutoCommittedStatementWithALostAnswerIsReported() {
    connections.losingAnswerOf("Statement.executeUpdate");

    UnknownOutcomeException unknown =
        catchThrowableOfType(
            UnknownOutcomeException.class, () -> own.writeApart(unit -> add(unit, ALICE)));

    assertThat(unknown.keys()).containsExactly("alice");
    assertThat(amount()).isEqualTo(1);
    assertThat(events).containsExactly("ended");
  }

  @Test
  void aConnectionThatIsLostBeforeAnythingIsWrittenIsNotUnknown() {
    connections.failing("Statement.executeQuery", lost());
    assertThatThrownBy(() -> own.writeApart(unit -> amount(unit.connection())))
        .isInstanceOf(DatabaseUnavailableException.class);

    connections.failing("Statement.executeUpdate", lost());
    assertThatThrownBy(() -> own.write(unit -> add(unit, ALICE)))
        .isInstanceOf(DatabaseUnavailableException.class);
  }

  @Test
  void aFailureAfterACommitDoesNotUndoIt() {
    for (String call :
        List.of("Connection.setAutoCommit(true)", "Connection.close", "Connection.isClosed")) {
      connections.failing(call, lost());
      own.write(unit -> add(unit, ALICE));
    }
    connections.failing("Connection.close", lost());
    own.writeApart(unit -> add(unit, ALICE));

    assertThat(amount()).isEqualTo(4);
    assertThat(events).hasSize(8).contains("committed");
  }

  @Test
  void aFailureAfterAReadDoesNotFailIt() {
    connections.failing("Connection.close", lost());
    assertThat(own.<Integer>read(unit -> amount(unit.connection()))).isZero();

    connections.failing("Connection.rollback", lost());
    assertThat(
            own.<Integer>read(
                unit -> {
                  unit.connection().setAutoCommit(false);
                  return amount(unit.connection());
                }))
        .isZero();
  }

  @Test
  void theFirstFailureOfAWriteIsKept() {
    connections
        .failing("Connection.rollback", new SQLException("rollback"))
        .failing("Connection.setAutoCommit(true)", new SQLException("restore"))
        .failing("Connection.close", new SQLException("close"));

    assertThatThrownBy(() -> own.write(unit -> fail(unit)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("first")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("rollback", "restore", "close"));
  }

  @Test
  void theFirstFailureOfAReadIsKept() {
    connections
        .failing("Connection.rollback", new SQLException("rollback"))
        .failing("Connection.close", new SQLException("close"));

    assertThatThrownBy(
            () ->
                own.read(
                    unit -> {
                      unit.connection().setAutoCommit(false);
                      return fail(unit);
                    }))
        .hasMessage("first")
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(2));
    assertThat(events).containsExactly("ended");
  }

  @Test
  void readsNotifyTheirUnitOfTheirEnd() {
    own.read(unit -> listen(unit));

    assertThat(events).containsExactly("committed", "ended");
  }

  private int listen(UnitOfWork unit) {
    unit.afterCommit(() -> events.add("committed"));
    unit.afterCompletion(() -> events.add("ended"));
    return 0;
  }

  private int fail(UnitOfWork unit) {
    listen(unit);
    throw new IllegalStateException("first");
  }

  private int add(UnitOfWork unit, WriteTarget target) throws SQLException {
    unit.writes(target);
    listen(unit);
    try (Statement statement = unit.connection().createStatement()) {
      return statement.executeUpdate("update account set amount = amount + 1 where id = 1");
    }
  }

  private int amount() {
    try (Connection connection = database.connect()) {
      return amount(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int amount(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select amount from account where id = 1")) {
      row.next();
      return row.getInt(1);
    }
  }
}
