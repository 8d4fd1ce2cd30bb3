package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.schema.Database;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.junit.jupiter.api.Test;

/** Work of our own where each tenant of the host has connections of its own. */
class TenantsTest {

  private String tenant = "red";

  @Test
  void workRunsOnTheConnectionOfTheCurrentTenant() throws SQLException {
    try (TestDatabase red = TestDatabase.h2();
        TestDatabase blue = TestDatabase.h2()) {
      note(red, "red");
      note(blue, "blue");
      Map<String, TestDatabase> databases = Map.of("red", red, "blue", blue);
      Database words = red.words();
      try (SessionFactory sessions =
          SessionFactories.over(
              red,
              Map.of(
                  MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
                  new OneDatabaseEach(databases),
                  MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
                  new Resolver()))) {
        OwnTransactions own =
            new OwnTransactions(
                sessions, words, new SchemaAccess(1, 1, "test"), new StatisticsRecorder());

        String first = own.read(TenantsTest::noteOf);
        tenant = "blue";
        String read = own.read(TenantsTest::noteOf);
        String written = own.write(TenantsTest::noteOf);

        assertThat(first).isEqualTo("red");
        assertThat(read).isEqualTo("blue");
        assertThat(written).isEqualTo("blue");
      }
    }
  }

  private static void note(TestDatabase database, String text) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table note (text varchar(10))");
      statement.execute("insert into note values ('" + text + "')");
    }
  }

  private static String noteOf(UnitOfWork unit) throws SQLException {
    try (Statement statement = unit.connection().createStatement();
        ResultSet rows = statement.executeQuery("select text from note")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private final class Resolver implements CurrentTenantIdentifierResolver<String> {
    @Override
    public String resolveCurrentTenantIdentifier() {
      return tenant;
    }

    @Override
    public boolean validateExistingCurrentSessions() {
      return false;
    }
  }

  private static final class OneDatabaseEach extends AbstractMultiTenantConnectionProvider<String> {
    private static final long serialVersionUID = 1;

    private final transient Map<String, TestDatabase> databases;

    OneDatabaseEach(Map<String, TestDatabase> databases) {
      this.databases = databases;
    }

    @Override
    protected ConnectionProvider getAnyConnectionProvider() {
      return new OneDatabase(Objects.requireNonNull(databases.get("red")));
    }

    @Override
    protected ConnectionProvider selectConnectionProvider(String tenant) {
      return new OneDatabase(Objects.requireNonNull(databases.get(tenant)));
    }
  }

  private record OneDatabase(TestDatabase database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.connect();
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
      connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
      return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
      return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      throw new UnsupportedOperationException(type.getName());
    }
  }
}
