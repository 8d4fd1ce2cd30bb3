package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.Tenants;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Coffer's own transactions for a host with separate connections for each tenant. */
class TenantsTest {

  @Test
  void workRunsOnTheConnectionOfTheCurrentTenant() throws SQLException {
    try (TestDatabase red = TestDatabase.h2();
        TestDatabase blue = TestDatabase.h2()) {
      note(red, "red");
      note(blue, "blue");
      Tenants tenants = new Tenants(Map.of("red", red, "blue", blue), "red");
      Dialect words = red.dialect();
      try (SessionFactory sessions = tenants.factory(Map.of())) {
        OwnTransactions own =
            new OwnTransactions(
                sessions, words, new SchemaAccess(1, 1, "test"), new StatisticsRecorder());

        String first = own.read(TenantsTest::noteOf);
        tenants.become("blue");
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
}
