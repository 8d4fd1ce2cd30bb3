package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

class H2DiagnosisTest extends DiagnosisContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2File();
  }

  @Override
  void assertDurabilityIsDiagnosed(Coffer coffer, Statement administrator) throws SQLException {
    administrator.execute("set write_delay 0");
    assertThat(found(coffer, "WRITE_DELAY")).isNull();
    administrator.execute("set write_delay 500");
    assertThat(found(coffer, "WRITE_DELAY")).isEqualTo("500 ms");
  }

  @Test
  void aDatabaseInMemoryIsClean() {
    try (TestDatabase memory = TestDatabase.h2().migrate();
        SessionFactory factory = SessionFactories.over(memory);
        Coffer coffer = Coffer.over(factory).build()) {
      assertThat(coffer.diagnose().isClean()).isTrue();
    }
  }
}
