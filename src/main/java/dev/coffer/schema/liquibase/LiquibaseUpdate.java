package dev.coffer.schema.liquibase;

import dev.coffer.api.SchemaException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Runs the changelog in Coffer's jar with Liquibase. Liquibase writes only to the log and sends no
 * telemetry.
 */
final class LiquibaseUpdate {

  private static final String CHANGELOG = "coffer/liquibase/changelog.xml";
  private static final long POLL_MILLIS = 200;

  private LiquibaseUpdate() {}

  static void run(Connection connection, Duration lockWait) {
    Map<String, Object> quiet =
        Map.of(
            Scope.Attr.logService.name(),
            new Slf4jLogService(),
            Scope.Attr.ui.name(),
            new LoggerUIService(),
            "liquibase.analytics.enabled",
            false);
    try {
      Scope.child(quiet, () -> update(connection, lockWait));
    } catch (Exception e) {
      throw new SchemaException(
          "Liquibase did not migrate Coffer's schema: "
              + e.getMessage()
              + ". Fix the cause and migrate again; completed changesets are kept.",
          e);
    }
  }

  /** Does not close the database, because that would close the caller's connection. */
  private static void update(Connection connection, Duration lockWait) throws Exception {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    database.setDatabaseChangeLogTableName("coffer_databasechangelog");
    database.setDatabaseChangeLogLockTableName("coffer_databasechangeloglock");
    LockService lock = LockServiceFactory.getInstance().getLockService(database);
    acquire(lock, lockWait);
    try {
      update(database);
    } catch (LiquibaseException | RuntimeException failure) {
      try {
        release(lock);
      } catch (LiquibaseException | RuntimeException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
    release(lock);
  }

  private static void release(LockService lock) throws LockException {
    if (lock.hasChangeLogLock()) {
      lock.releaseLock();
    }
  }

  /**
   * Acquires Liquibase's lock, which Liquibase then recognises as its own. If Liquibase waited for
   * the lock itself, it would write to the standard output with any settings.
   */
  private static void acquire(LockService lock, Duration wait) throws Exception {
    long end = System.nanoTime() + wait.toNanos();
    while (!lock.acquireLock()) {
      if (System.nanoTime() - end >= 0) {
        throw new LockException(
            "another migration still holds the lock after " + wait.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static void update(Database database) throws LiquibaseException {
    Liquibase liquibase =
        new Liquibase(
            CHANGELOG,
            new ClassLoaderResourceAccessor(LiquibaseUpdate.class.getClassLoader()),
            database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
    liquibase.update(new Contexts());
  }
}
