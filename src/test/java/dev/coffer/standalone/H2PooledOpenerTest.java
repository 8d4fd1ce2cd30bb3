package dev.coffer.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class H2PooledOpenerTest extends PooledOpenerContract {

  @Override
  TestDatabase create() {
    return TestDatabase.h2File();
  }

  @Override
  void assertTimeouts(HikariDataSource pool, Connection connection) {
    // An embedded database loses no connection.
    assertThat(pool.getMaxLifetime()).isZero();
  }

  @Test
  void commitsAreWrittenAtOnce() throws SQLException {
    assertThat(settingWhenOpened("WRITE_DELAY", settings())).isEqualTo("0");
  }

  @Test
  void aWriteDelayOfTheUrlWins() throws SQLException {
    DatabaseSettings slow =
        DatabaseSettings.of(database.jdbcUrl() + ";write_delay=250").withUser(database.user());
    assertThat(settingWhenOpened("WRITE_DELAY", slow)).isEqualTo("250");
  }

  @Test
  void moreStatementsStayPreparedThanByDefault() throws SQLException {
    assertThat(settingWhenOpened("QUERY_CACHE_SIZE", settings())).isEqualTo("64");
  }

  @Test
  void aNumberOfPreparedStatementsOfTheUrlWins() throws SQLException {
    DatabaseSettings few =
        DatabaseSettings.of(database.jdbcUrl() + ";QUERY_CACHE_SIZE=5").withUser(database.user());
    assertThat(settingWhenOpened("QUERY_CACHE_SIZE", few)).isEqualTo("5");
  }

  @Test
  void anAccountWithoutRightsOnSettingsOpens() throws SQLException {
    new PooledOpener().migrate(settings());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set write_delay 300");
      statement.execute("create user app password 'app'");
      statement.execute("grant select on schema public to app");
    }
    DatabaseSettings app =
        settings().withUser("app").withPassword("app").withMigration(false).withCache(0, 0);
    assertThat(settingWhenOpened("WRITE_DELAY", app)).isEqualTo("300");
  }

  private String settingWhenOpened(String name, DatabaseSettings settings) throws SQLException {
    OpenedDatabase opened = new PooledOpener().open(settings);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select setting_value from information_schema.settings where setting_name = '"
                    + name
                    + "'")) {
      row.next();
      return row.getString(1);
    } finally {
      opened.closer().run();
    }
  }
}
