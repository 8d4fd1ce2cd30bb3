package dev.coffer.content;

import dev.coffer.api.ContentHash;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.entity.StoredContent;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.Statistics;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.RecordedStatements;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.HostTransactions;
import dev.coffer.tx.OwnTransactions;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** A migrated database with a content engine, and methods that query and damage its rows. */
public final class ContentFixture implements AutoCloseable {

  private static final SchemaAccess WRITABLE = new SchemaAccess(1, 1, "test");

  private final StatisticsRecorder statistics = new StatisticsRecorder();
  private final RecordedStatements statements = new RecordedStatements();
  private final TestDatabase testDatabase;
  private final Dialect dialect;
  private final SessionFactory sessions;
  private final OwnTransactions own;
  private final ContentEngine engine;

  ContentFixture(TestDatabase testDatabase) {
    this.testDatabase = testDatabase.migrate();
    this.dialect = testDatabase.dialect();
    this.sessions =
        SessionFactories.over(
            testDatabase,
            Map.of(
                "hibernate.connection.datasource",
                statements.around(testDatabase.pooledDataSource())));
    this.own = new OwnTransactions(sessions, dialect, WRITABLE, statistics);
    this.engine = new ContentEngine(ContentSettings.defaults(), statistics);
  }

  /** The store in Coffer's own transactions. */
  ContentStore store() {
    return engine.over(own);
  }

  /** A store with an engine of its own, like another process on the same database. */
  ContentStore elsewhere() {
    return new ContentEngine(ContentSettings.defaults(), new StatisticsRecorder()).over(own);
  }

  ContentEngine engine() {
    return engine;
  }

  /** An engine of other settings over the same database. */
  ContentEngine engine(ContentSettings settings) {
    return new ContentEngine(settings, statistics);
  }

  /** A content that a host loads as an entity. */
  StoredContent entity(long id) {
    try (EntityManager manager = sessions.createEntityManager()) {
      return manager.find(StoredContent.class, id);
    }
  }

  OwnTransactions own() {
    return own;
  }

  Dialect dialect() {
    return dialect;
  }

  Statistics statistics() {
    return statistics.snapshot();
  }

  RecordedStatements statements() {
    return statements;
  }

  /** Runs work in a transaction of a host, which commits it. */
  <R> R inHost(Function<ContentStore, R> work) {
    return inHost(Connection.TRANSACTION_READ_COMMITTED, true, work);
  }

  /** Runs work in a transaction of a host. */
  <R> R inHost(int isolation, boolean commit, Function<ContentStore, R> work) {
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      try {
        manager.unwrap(Session.class).doWork(c -> setIsolation(c, isolation));
        R result = work.apply(engine.over(new HostTransactions(manager, dialect, WRITABLE)));
        if (commit) {
          manager.getTransaction().commit();
        } else {
          manager.getTransaction().rollback();
        }
        return result;
      } finally {
        if (manager.getTransaction().isActive()) {
          manager.getTransaction().rollback();
        }
      }
    }
  }

  /** Runs work on an entity manager of a host without a transaction. */
  void withoutTransaction(Consumer<ContentStore> work) {
    try (EntityManager manager = sessions.createEntityManager()) {
      work.accept(engine.over(new HostTransactions(manager, dialect, WRITABLE)));
    }
  }

  private static void setIsolation(Connection connection, int isolation) throws SQLException {
    // The transaction has not read yet. Its end starts another one with the new level.
    connection.rollback();
    connection.setTransactionIsolation(isolation);
  }

  long count(String query) {
    try (Connection connection = testDatabase.connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** The stored frame of a content. */
  byte[] frame(long contentId) {
    try (Connection connection = testDatabase.connect();
        PreparedStatement query =
            connection.prepareStatement("select frame from coffer_frame where content_id = ?")) {
      query.setLong(1, contentId);
      try (ResultSet result = query.executeQuery()) {
        result.next();
        return result.getBytes(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replaces a frame like a failing disk: the stored size does not change. */
  void damage(long contentId, byte[] frame) {
    update("update coffer_frame set frame = ? where content_id = ?", frame, contentId);
  }

  /** Flips the last bit of a frame. */
  void damage(long contentId) {
    byte[] frame = frame(contentId);
    frame[frame.length - 1] ^= 1;
    damage(contentId, frame);
  }

  void update(String sql, Object... values) {
    try (Connection connection = testDatabase.connect();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Incompressible bytes, always the same for a seed. */
  public static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static ContentHash absent() {
    return ContentHash.parse("blake3:" + "ab".repeat(32));
  }

  @Override
  public void close() {
    sessions.close();
    testDatabase.close();
  }
}
