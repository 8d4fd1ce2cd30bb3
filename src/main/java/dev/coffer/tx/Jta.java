package dev.coffer.tx;

import dev.coffer.api.UnsupportedHostException;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/** What a session factory knows of JTA. */
final class Jta {

  private Jta() {}

  /**
   * How to reach the transaction manager of a session factory; null where its transactions are
   * resource-local.
   */
  static @Nullable JtaPlatform platformOf(SessionFactory sessions) {
    ServiceRegistryImplementor services =
        sessions.unwrap(SessionFactoryImplementor.class).getServiceRegistry();
    if (!services.requireService(TransactionCoordinatorBuilder.class).isJta()) {
      return null;
    }
    JtaPlatform platform = services.requireService(JtaPlatform.class);
    if (platform.retrieveTransactionManager() == null) {
      throw new UnsupportedHostException(
          "The persistence unit uses JTA, but Hibernate does not know its transaction manager: set"
              + " hibernate.transaction.jta.platform.");
    }
    return platform;
  }
}
