package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.UnsupportedHostException;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.engine.transaction.jta.platform.internal.JBossStandAloneJtaPlatform;
import org.junit.jupiter.api.Test;

class JtaCurrentTransactionTest {

  @Test
  void resourceLocalUnitsHaveNone() {
    try (TestDatabase database = TestDatabase.h2();
        SessionFactory local = SessionFactories.over(database)) {
      assertThat(JtaCurrentTransaction.of(local)).isNull();
    }
  }

  /** Ends the transaction like the thread that handles timeouts. */
  @Test
  void aTransactionThatEndsWhileItIsJoinedLeavesNothingBehind() throws Exception {
    try (TestDatabase database = TestDatabase.h2();
        JtaDatabase container = new JtaDatabase(database);
        SessionFactory sessions = container.sessionsOn(new EndingPlatform())) {
      JtaCurrentTransaction current = Objects.requireNonNull(JtaCurrentTransaction.of(sessions));
      container.manager().begin();
      try {
        assertThat(current.entityManager()).isNotSameAs(current.entityManager());
      } finally {
        container.manager().rollback();
      }
    }
  }

  /** Calls a synchronization as soon as Coffer registers it. */
  static final class EndingPlatform extends JBossStandAloneJtaPlatform {
    private static final long serialVersionUID = 1L;

    @Override
    public void registerSynchronization(Synchronization synchronization) {
      super.registerSynchronization(synchronization);
      if (synchronization.getClass().getName().startsWith("dev.coffer.")) {
        synchronization.afterCompletion(Status.STATUS_ROLLEDBACK);
      }
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
