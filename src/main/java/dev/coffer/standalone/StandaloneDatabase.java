package dev.coffer.standalone;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a database that Coffer opens. They are closed in reverse order if a step fails,
 * or when the application closes the database.
 */
final class StandaloneDatabase {

  private final Deque<Runnable> opened = new ArrayDeque<>();
  private final DatabaseSettings settings;

  private StandaloneDatabase(DatabaseSettings settings) {
    this.settings = settings;
  }

  static OpenedDatabase open(DatabaseSettings settings) {
    StandaloneDatabase database = new StandaloneDatabase(settings);
    try {
      return database.open();
    } catch (RuntimeException | Error e) {
      database.closeAfter(e);
      throw e;
    }
  }

  static void migrate(DatabaseSettings settings) {
    try (FirstConnection connection = FirstConnection.open(settings)) {
      connection.migrate();
    }
  }

  private OpenedDatabase open() {
    OpeningCache opening = SecondLevelCaches.begin(settings);
    opened.push(opening::close);
    DataSource given = settings.dataSource();
    if (given != null) {
      return over(given, accessThrough(given), opening);
    }
    FirstConnection first = FirstConnection.open(settings);
    opened.push(first::close);
    SchemaAccess access = settings.migrate() ? first.migrateAndCheck() : first.check();
    Pool pool = Pool.open(settings);
    if (!isEmbedded()) {
      opened.pop().run();
    }
    opened.push(pool::close);
    return over(pool.dataSource(), access, opening);
  }

  private SchemaAccess accessThrough(DataSource given) {
    try (Connection connection = given.getConnection()) {
      return settings.migrate() ? Schema.migrateAndCheck(connection) : Schema.check(connection);
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "The database of the given DataSource cannot be reached; check its settings and that the"
              + " server is running.",
          e);
    }
  }

  private OpenedDatabase over(DataSource dataSource, SchemaAccess access, OpeningCache opening) {
    @Nullable SecondLevelCache cache = opening.get(access.identity());
    SessionFactory sessions = Bootstrap.sessionFactory(dataSource, cache, settings.entities());
    opened.push(sessions::close);
    return new OpenedDatabase(sessions, access, openReplicas(), this::close);
  }

  private List<DataSource> openReplicas() {
    List<DataSource> replicas = new ArrayList<>();
    for (String url : settings.replicas()) {
      Pool pool = Pool.ofReplica(settings.at(url));
      opened.push(pool::close);
      replicas.add(pool.dataSource());
    }
    return replicas;
  }

  /**
   * Whether the database runs in this process. In this case the first connection stays open to the
   * end, because an in-memory database is lost with its last connection, and the pool may close all
   * of its own.
   */
  private boolean isEmbedded() {
    return Driver.forUrl(settings.url()).isEmbedded(settings.url());
  }

  /** Closes the open resources in reverse order. Further calls do nothing. */
  private synchronized void close() {
    @Nullable RuntimeException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void closeAfter(Throwable reason) {
    try {
      close();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
