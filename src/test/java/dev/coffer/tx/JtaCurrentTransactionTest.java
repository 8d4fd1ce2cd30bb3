package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.UnsupportedHostException;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

class JtaCurrentTransactionTest {

  @Test
  void resourceLocalUnitsHaveNone() {
    try (TestDatabase database = TestDatabase.h2();
        SessionFactory local = SessionFactories.over(database)) {
      assertThat(JtaCurrentTransaction.of(local)).isNull();
    }
  }

  @Test
  void unitsWhoseTransactionManagerIsUnknownAreRefused() {
    Map<String, Object> settings =
        Map.of(
            "hibernate.transaction.coordinator_class",
            "jta",
            "hibernate.transaction.jta.platform",
            "org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform",
            "hibernate.dialect",
            "org.hibernate.dialect.H2Dialect");
    try (TestDatabase database = TestDatabase.h2();
        SessionFactory unknown = SessionFactories.over(database, settings)) {
      assertThatThrownBy(() -> JtaCurrentTransaction.of(unknown))
          .isInstanceOf(UnsupportedHostException.class)
          .hasMessageContaining("hibernate.transaction.jta.platform");
    }
  }
}
