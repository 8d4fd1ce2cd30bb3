package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.RecordedStatements;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** The number of statements for the read of one record. */
class PointReadsTest extends RecordFixture {

  private final RecordedStatements statements = new RecordedStatements();

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  @Override
  SessionFactory newSessions() {
    return SessionFactories.over(
        testDatabase,
        Map.of(
            "hibernate.connection.datasource", statements.around(testDatabase.pooledDataSource())));
  }

  @Test
  void anInlineRecordTakesOneStatementOnOneTable() {
    strings().put("a", "value");
    assertThat(statementsFor("a")).isEqualTo(1);
    assertThat(statements.count("coffer_frame")).isZero();
    assertThat(statementsFor("absent")).isEqualTo(1);
  }

  @Test
  void aRecordOfThePredictedKindTakesOneStatement() {
    strings().put("inline", "value");
    strings().put("content", large());
    strings().put("expiring", "value", Expiry.after(Duration.ofDays(1)));

    assertThat(statementsFor("content")).as("a wrong prediction").isEqualTo(2);
    assertThat(statementsFor("content")).isEqualTo(1);
    assertThat(statementsFor("expiring")).isEqualTo(1);
    assertThat(statementsFor("absent")).isEqualTo(1);
    assertThat(statementsFor("inline")).isEqualTo(1);
    assertThat(statements.count("coffer_frame")).isEqualTo(1);
    assertThat(statementsFor("inline")).isEqualTo(1);
    assertThat(statements.count("coffer_frame")).isZero();
    assertThat(statementsFor("expiring")).as("a wrong prediction").isEqualTo(2);
    assertThat(statementsFor("expiring")).isEqualTo(1);
  }

  @Test
  void aRecordThatChangesItsKindIsReadRight() {
    RecordRepository<String, String> strings = strings();
    for (int i = 0; i < 3; i++) {
      strings.put("k", "inline " + i);
      assertThat(strings.get("k")).hasValue("inline " + i);
      String large = large();
      strings.put("k", large);
      assertThat(strings.get("k")).hasValue(large);
      strings.put("k", "brief", Expiry.after(Duration.ofDays(1)));
      assertThat(strings.find("k").orElseThrow().expiresAt()).isNotNull();
      expire("k");
      assertThat(strings.get("k")).isEmpty();
    }
    strings.put("k", "again");
    assertThat(strings.find("k").orElseThrow().expiresAt()).isNull();
  }

  /** The number of statements that a get of this key prepares. */
  private long statementsFor(String key) {
    statements.clear();
    strings().get(key);
    return statements.count("select");
  }

  /** A random text that is too large to be inline. */
  private static String large() {
    byte[] noise = new byte[3_000];
    new SecureRandom().nextBytes(noise);
    return Base64.getEncoder().encodeToString(noise);
  }
}
