package dev.coffer.schema.liquibase;

import dev.coffer.api.SchemaException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** One run of the changelog in Coffer's jar, silent but for the log, and without telemetry. */
final class LiquibaseUpdate {

  private static final String CHANGELOG = "coffer/liquibase/changelog.xml";

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
              + ". Mend the cause and migrate again; what was done before is kept.",
          e);
    }
  }

  /** The database is not closed: that would close the connection, which belongs to the caller. */
  private static void update(Connection connection, Duration lockWait) throws Exception {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    database.setDatabaseChangeLogTableName("coffer_databasechangelog");
    database.setDatabaseChangeLogLockTableName("coffer_databasechangeloglock");
    LockService lock = LockServiceFactory.getInstance().getLockService(database);
    lock.setChangeLogLockWaitTime(Math.max(1, lockWait.toMinutes()));
    lock.setChangeLogLockRecheckTime(1);
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
