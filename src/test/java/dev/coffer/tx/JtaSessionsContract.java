package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.TransactionOptions;
import dev.coffer.api.TransactionOptions.Isolation;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of several operations that a JTA transaction manager begins and ends. */
abstract class JtaSessionsContract {

  /** An entity of the application. */
  @Entity(name = "receipt")
  static class Receipt {
    @Id int id;

    Receipt() {}

    Receipt(int id) {
      this.id = id;
    }
  }

  private TestDatabase database;
  private JtaDatabase container;
  private TransactionManager manager;
  private SessionFactory sessions;
  private OwnTransactions own;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() throws Exception {
    database = newDatabase();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table receipt (id integer primary key)");
    }
    container = new JtaDatabase(database);
    manager = container.manager();
    sessions = container.strictSessions(Receipt.class);
    own =
        new OwnTransactions(
            sessions, database.dialect(), new SchemaAccess(1, 1, "test"), new StatisticsRecorder());
  }

  @AfterEach
  void close() throws Exception {
    if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
      manager.rollback();
    }
    sessions.close();
    container.close();
    database.close();
  }

  @Test
  void commitsApartFromTheTransactionOfTheThread() throws Exception {
    manager.begin();

    own.inSession(
        TransactionOptions.defaults(),
        (session, joined) -> {
          session.persist(new Receipt(1));
          return joined.write(unit -> unit.connection().getAutoCommit());
        });

    assertThat(receipts()).isEqualTo(1);
    assertThat(manager.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
    manager.rollback();
    assertThat(receipts()).isEqualTo(1);
  }

  @Test
  void rollsBackAndThrowsTheFailureOfTheWork() throws Exception {
    IllegalStateException failure = new IllegalStateException("no");

    assertThatThrownBy(
            () ->
                own.inSession(
                    TransactionOptions.defaults(),
                    (session, joined) -> {
                      session.persist(new Receipt(1));
                      session.flush();
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(receipts()).isZero();
    assertThat(manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
  }

  @Test
  void replaysAfterATemporaryError() {
    AtomicInteger runs = new AtomicInteger();

    own.inSession(
        TransactionOptions.defaults(),
        (session, joined) -> {
          session.persist(new Receipt(runs.incrementAndGet()));
          session.flush();
          if (runs.get() < 3) {
            throw new IllegalStateException(new TransientCofferException("again"));
          }
          return true;
        });

    assertThat(runs).hasValue(3);
    assertThat(receipts()).isEqualTo(1);
  }

  @Test
  void refusesWritesOfAReadOnlyTransactionAndAnIsolationLevel() {
    assertThatThrownBy(
            () ->
                own.inSession(
                    TransactionOptions.defaults().withReadOnly(true),
                    (session, joined) -> joined.write(unit -> true)))
        .isInstanceOf(TransactionRequiredException.class);
    assertThatThrownBy(
            () ->
                own.inSession(
                    TransactionOptions.defaults().withIsolation(Isolation.SERIALIZABLE),
                    (session, joined) -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data source");
  }

  private long receipts() {
    try (Session session = sessions.openSession()) {
      return session.doReturningWork(
          connection -> {
            try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from receipt")) {
              row.next();
              return row.getLong(1);
            }
          });
    }
  }
}
