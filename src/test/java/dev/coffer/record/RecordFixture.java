package dev.coffer.record;

import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.format.JsonMapping;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.HostTransactions;
import dev.coffer.tx.OwnTransactions;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A record store over a new database. Each test has its own collection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class RecordFixture {
  static final SchemaAccess WRITABLE = new SchemaAccess(1, 1, "test");

  /** Settings with which values of some kilobytes become contents. */
  static final RecordSettings SETTINGS = RecordSettings.defaults().withInlineLimit(1 << 10);

  private static final AtomicInteger COLLECTIONS = new AtomicInteger();

  TestDatabase testDatabase;
  Dialect dialect;
  SessionFactory sessions;
  StatisticsRecorder statistics;
  RecordEngine engine;
  RecordStore store;
  String collection;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void openDatabase() {
    testDatabase = newDatabase().migrate();
    dialect = testDatabase.dialect();
    sessions = newSessions();
  }

  SessionFactory newSessions() {
    return SessionFactories.over(testDatabase);
  }

  @AfterAll
  void closeDatabase() {
    sessions.close();
    testDatabase.close();
  }

  @BeforeEach
  void openStore() {
    collection = "test " + COLLECTIONS.incrementAndGet();
    statistics = new StatisticsRecorder();
    engine = engine(SETTINGS);
    store = store(engine);
  }

  RecordEngine engine(RecordSettings settings) {
    return engine(settings, caching(), TestJson::new);
  }

  RecordEngine engine(
      RecordSettings settings, RecordCaching caching, Supplier<? extends JsonMapping> json) {
    ContentEngine contents = new ContentEngine(ContentSettings.defaults(), statistics);
    return new RecordEngine(settings, contents, json::get, statistics, caching, sessions, "test");
  }

  /**
   * The caching of point reads. The first engine over a factory sets the size of the heap, so the
   * default has a heap for the engines of other modes.
   */
  RecordCaching caching() {
    return new RecordCaching(RecordCacheMode.OFF, 1 << 20);
  }

  /** The caching of this mode, with a heap if the mode uses memory. */
  static RecordCaching caching(RecordCacheMode mode) {
    return mode == RecordCacheMode.OFF ? RecordCaching.NONE : new RecordCaching(mode, 1 << 20);
  }

  /** Opens the store again with this cache mode. */
  void useCacheMode(RecordCacheMode mode) {
    engine = engine(SETTINGS, caching(mode), TestJson::new);
    store = store(engine);
  }

  RecordStore store(RecordEngine ofEngine) {
    return ofEngine.over(new OwnTransactions(sessions, dialect, WRITABLE, statistics));
  }

  /** A store in the transactions of a host. */
  RecordStore in(EntityManager manager) {
    return engine.over(new HostTransactions(manager, dialect, WRITABLE));
  }

  RecordRepository<String, String> strings() {
    return store.records(collection, String.class);
  }

  /** Ends the time to live of a record, by the database's clock. */
  void expire(String key) {
    update(
        "update coffer_record set expires_at = timestamp '2001-01-01 00:00:00'"
            + " where collection = ? and record_key = ?",
        collection,
        key);
  }

  /** Runs an update of another application, on a separate connection. */
  int update(String sql, Object... values) {
    try (Connection connection = testDatabase.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  long number(String sql, Object... values) {
    try (Connection connection = testDatabase.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The number of rows of the collection, including expired ones. */
  long rows() {
    return number("select count(*) from coffer_record where collection = ?", collection);
  }

  /** The result of a put that replaces a record after this number of changes. */
  static Put replaced(Put first, int changes) {
    return new Put(PutOutcome.REPLACED, first.version() + changes);
  }

  static Put unchanged(Put first, int changes) {
    return new Put(PutOutcome.UNCHANGED, first.version() + changes);
  }

  static Put createdAnew(Put first, int changes) {
    return new Put(PutOutcome.CREATED, first.version() + changes);
  }

  long versionOf(String key) {
    return strings().find(key).orElseThrow().version();
  }

  /** The value of a key that the map must have. */
  static <K, V> V at(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key), () -> "nothing under " + key);
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("The condition did not come true within 30 seconds.");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
