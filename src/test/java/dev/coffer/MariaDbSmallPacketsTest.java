package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordSettings;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A MariaDB that accepts packets of 2 MiB at most. The default is 16 MiB. */
class MariaDbSmallPacketsTest {

  private static final int PACKET = 2 << 20;

  @ParameterizedTest
  @ValueSource(ints = {0, RecordSettings.LARGEST_INLINE_LIMIT})
  void batchesStayBelowTheLimit(int inlineLimit) throws SQLException {
    try (TestDatabase database = TestDatabase.mariadb().migrate()) {
      long before = setMaxAllowedPacket(database, PACKET);
      try (SessionFactory sessions = SessionFactories.over(database);
          Coffer coffer =
              Coffer.over(sessions)
                  .records(RecordSettings.defaults().withInlineLimit(inlineLimit))
                  .build()) {
        RecordRepository<byte[], String> records = coffer.records("noise", byte[].class);
        Map<String, byte[]> values = noise();

        records.putAll(values);

        assertThat(records.getAll(values.keySet())).containsExactlyInAnyOrderEntriesOf(values);
      } finally {
        setMaxAllowedPacket(database, before);
      }
    }
  }

  private static Map<String, byte[]> noise() {
    Random random = new Random(5);
    Map<String, byte[]> values = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      byte[] value = new byte[60_000];
      random.nextBytes(value);
      values.put("key " + i, value);
    }
    return values;
  }

  /** Sets the limit for new connections, and returns the previous one. */
  private static long setMaxAllowedPacket(TestDatabase database, long bytes) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      long before;
      try (ResultSet row = statement.executeQuery("select @@global.max_allowed_packet")) {
        row.next();
        before = row.getLong(1);
      }
      statement.execute("set global max_allowed_packet = " + bytes);
      return before;
    }
  }
}
