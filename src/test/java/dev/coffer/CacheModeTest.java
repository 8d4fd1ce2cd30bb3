package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default of the record cache mode, by the kind of database. */
class CacheModeTest {

  private static final byte[] OLD = {1};

  private final Path directory;

  CacheModeTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void trustsMemoryIfOnlyThisProcessCanOpenTheDatabase() throws Exception {
    assertThat(answersFromMemory(OpenSettings.of("jdbc:h2:mem:alone"))).isTrue();
    assertThat(answersFromMemory(OpenSettings.of("jdbc:h2:" + directory.resolve("f")))).isTrue();
  }

  @Test
  void validatesIfOtherProcessesCanOpenTheDatabase() throws Exception {
    String shared = "jdbc:h2:" + directory.resolve("shared") + ";AUTO_SERVER=TRUE";
    assertThat(answersFromMemory(OpenSettings.of(shared))).isFalse();
  }

  @Test
  void validatesOnADatabaseServer() throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
            .start();
    try {
      String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/./served";
      assertThat(answersFromMemory(OpenSettings.of(url))).isFalse();
      assertThat(
              answersFromMemory(OpenSettings.of(url).withRecordCache(RecordCacheMode.SINGLE_NODE)))
          .as("the chosen mode")
          .isTrue();
    } finally {
      server.stop();
    }
  }

  /** The data source of a host may hide the URL. */
  @Test
  void validatesOnTheDatabaseOfAHost() {
    try (TestDatabase database = TestDatabase.h2().migrate();
        SessionFactory factory = SessionFactories.over(database);
        Coffer coffer = Coffer.over(factory).build()) {
      RecordRepository<byte[], String> records = coffer.records("c", byte[].class);
      records.put("k", OLD);
      records.get("k");
      changePastCoffer(database.jdbcUrl(), database.user());
      assertThat(records.exists("k")).isFalse();
      assertThat(records.get("k")).hasValue(OLD);
    }
  }

  private static boolean answersFromMemory(OpenSettings settings) throws Exception {
    try (Coffer coffer = Coffer.open(settings)) {
      RecordRepository<byte[], String> records = coffer.records("c", byte[].class);
      records.put("k", OLD);
      records.get("k");
      changePastCoffer(settings.url(), "");
      assertThat(records.exists("k")).isFalse();
      return records.get("k").isPresent();
    }
  }

  /** Changes the database like another process. */
  private static void changePastCoffer(String url, String user) {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute("delete from coffer_record");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
