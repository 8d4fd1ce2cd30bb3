package dev.coffer.tx;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.host.CurrentTransaction;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/**
 * The JTA transaction of the calling thread. Coffer opens one session in each transaction, and
 * Hibernate joins the session to it. The transaction manager gives this session the same database
 * transaction as the application's entity managers. Thread-safe.
 */
public final class JtaCurrentTransaction implements CurrentTransaction {

  private final SessionFactory sessions;
  private final JtaPlatform platform;
  private final ConcurrentMap<Object, Session> joined = new ConcurrentHashMap<>();

  private JtaCurrentTransaction(SessionFactory sessions, JtaPlatform platform) {
    this.sessions = sessions;
    this.platform = platform;
  }

  /**
   * Supplies the JTA transactions of a session factory; null if its transactions are not JTA.
   *
   * @throws dev.coffer.api.UnsupportedHostException if Hibernate's JTA platform is not configured
   */
  public static @Nullable JtaCurrentTransaction of(SessionFactory sessions) {
    JtaPlatform platform = Jta.platformOf(sessions);
    return platform == null ? null : new JtaCurrentTransaction(sessions, platform);
  }

  @Override
  public @Nullable EntityManager entityManager() {
    try {
      int status = platform.getCurrentStatus();
      if (status == Status.STATUS_ROLLING_BACK || status == Status.STATUS_ROLLEDBACK) {
        // Not null: work that the application does before it ends this transaction must not be
        // committed separately.
        throw new TransactionRequiredException(
            "The JTA transaction of this thread was already rolled back, for example by a"
                + " timeout: end it and replay it.");
      }
      if (status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK) {
        return null;
      }
      Object transaction =
          platform.getTransactionIdentifier(platform.retrieveTransactionManager().getTransaction());
      Session session = joined.get(transaction);
      return session == null ? join(transaction, status) : session;
    } catch (SystemException e) {
      throw new DatabaseOperationException(
          "The transaction manager failed to report the transaction of this thread.", e);
    }
  }

  private Session join(Object transaction, int status) {
    if (status == Status.STATUS_MARKED_ROLLBACK) {
      throw new TransactionRequiredException(
          "The JTA transaction of this thread is marked for rollback and cannot be joined: roll"
              + " it back and replay it.");
    }
    // Hibernate closes the session with the transaction, even if it ends on another thread.
    Session session = sessions.withOptions().autoClose(true).openSession();
    // Put before the registration: a timeout may end the transaction right after it.
    joined.put(transaction, session);
    try {
      platform.registerSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int end) {
              joined.remove(transaction);
            }
          });
    } catch (RuntimeException failure) {
      joined.remove(transaction);
      Afterwards.run(failure, session::close);
      throw failure;
    }
    return session;
  }
}
