package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bulk insert that the driver prepared before a table was altered fails on that connection from
 * then on, without a message.
 */
class MariaDbAlteredTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table coffer_record engine = InnoDB",
        "alter table coffer_record comment = 'x'",
        "optimize table coffer_record"
      })
  void batchesContinueAfterTheTableWasAltered(String change) throws SQLException {
    try (TestDatabase database = TestDatabase.mariadb().migrate();
        Coffer coffer = Coffer.open(settings(database))) {
      RecordRepository<byte[], String> records = coffer.records("c", byte[].class);
      records.putAll(numbered(0));
      records.putAll(numbered(100));
      try (Connection other = database.connect();
          Statement statement = other.createStatement()) {
        statement.execute(change);
      }
      for (int from = 200; from < 1000; from += 100) {
        Map<String, Put> puts = records.putAll(numbered(from));
        assertThat(puts).hasSize(100);
        assertThat(puts.values()).extracting(Put::outcome).containsOnly(PutOutcome.CREATED);
      }
      assertThat(records.count()).isEqualTo(1000);
    }
  }

  /** One connection, so that each insert uses the connection that prepared it. */
  private static OpenSettings settings(TestDatabase database) {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withPoolSize(1);
  }

  private static Map<String, byte[]> numbered(int from) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (int i = from; i < from + 100; i++) {
      values.put("key " + i, ("value " + i).getBytes(UTF_8));
    }
    return values;
  }
}
