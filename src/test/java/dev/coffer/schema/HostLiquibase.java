package dev.coffer.schema;

import dev.coffer.schema.migration.ChangelogTables;
import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Runs Liquibase like a host or an administrator. */
final class HostLiquibase {

  private HostLiquibase() {}

  /** A call of Liquibase. */
  @FunctionalInterface
  private interface Task {
    void run(Liquibase liquibase) throws Exception;
  }

  /** Runs the first changesets of Coffer's changelog. */
  static void update(Connection connection, int changesets) throws Exception {
    onCoffersTables(
        connection,
        liquibase -> liquibase.update(changesets, new Contexts(), new LabelExpression()));
  }

  /** Runs all of Coffer's changelog with these parameters. */
  static void update(Connection connection, Map<String, String> parameters) throws Exception {
    onCoffersTables(
        connection,
        liquibase -> {
          parameters.forEach(liquibase::setChangeLogParameter);
          liquibase.update(new Contexts());
        });
  }

  static void rollBackAll(Connection connection) throws Exception {
    onCoffersTables(
        connection,
        liquibase ->
            liquibase.rollback(
                SchemaDump.changelog(connection).size(), new Contexts(), new LabelExpression()));
  }

  /** Runs a master changelog of a host that includes Coffer's, in the host's own tables. */
  static void updateHost(Connection connection) throws Exception {
    run(
        connection,
        "dev/coffer/schema/host-changelog.xml",
        liquibase -> liquibase.update(new Contexts()));
  }

  private static void onCoffersTables(Connection connection, Task task) throws Exception {
    run(
        connection,
        "coffer/liquibase/changelog.xml",
        liquibase -> {
          Database database = liquibase.getDatabase();
          database.setDatabaseChangeLogTableName(ChangelogTables.CHANGELOG);
          database.setDatabaseChangeLogLockTableName(ChangelogTables.LOCK);
          task.run(liquibase);
        });
  }

  private static void run(Connection connection, String changelog, Task task) throws Exception {
    Scope.child(
        Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false),
        () -> {
          Database database =
              DatabaseFactory.getInstance()
                  .findCorrectDatabaseImplementation(new JdbcConnection(connection));
          Liquibase liquibase =
              new Liquibase(changelog, new ClassLoaderResourceAccessor(), database);
          liquibase.setShowSummary(UpdateSummaryEnum.OFF);
          liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
          task.run(liquibase);
        });
    connection.setAutoCommit(true);
  }
}
