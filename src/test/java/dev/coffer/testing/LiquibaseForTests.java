package dev.coffer.testing;

import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

final class LiquibaseForTests {
  private LiquibaseForTests() {}

  static void update(TestDatabase target) {
    try (Connection connection = target.connect()) {
      Database database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      database.setDatabaseChangeLogTableName("coffer_databasechangelog");
      database.setDatabaseChangeLogLockTableName("coffer_databasechangeloglock");
      Liquibase liquibase =
          new Liquibase(
              "coffer/liquibase/changelog.xml", new ClassLoaderResourceAccessor(), database);
      // To the log, not to the build's output.
      Scope.child(
          Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
          () -> liquibase.update(new Contexts()));
    } catch (Exception e) {
      throw new IllegalStateException("Cannot migrate " + target, e);
    }
  }
}
