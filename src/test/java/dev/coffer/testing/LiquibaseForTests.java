package dev.coffer.testing;

import java.sql.Connection;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;

final class LiquibaseForTests {
  private LiquibaseForTests() {}

  static void update(TestDatabase target) {
    try (Connection connection = target.connect()) {
      Database database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      database.setDatabaseChangeLogTableName("coffer_databasechangelog");
      database.setDatabaseChangeLogLockTableName("coffer_databasechangeloglock");
      new Liquibase("coffer/liquibase/changelog.xml", new ClassLoaderResourceAccessor(), database)
          .update(new Contexts());
    } catch (Exception e) {
      throw new IllegalStateException("Cannot migrate " + target, e);
    }
  }
}
