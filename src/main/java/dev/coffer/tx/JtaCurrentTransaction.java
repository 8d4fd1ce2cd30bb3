package dev.coffer.tx;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.TransactionRequiredException;
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
 * The JTA transaction of the calling thread, by one session of ours in each that Hibernate joins to
 * it. The transaction manager gives that session the same transaction of the database as the
 * application's own entity managers have. Thread-safe.
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
   * The JTA transactions that a session factory works in; null where its transactions are not JTA.
   *
   * @throws dev.coffer.api.UnsupportedHostException if Hibernate was not told how to reach the
   *     transaction manager
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
        // Not none: what the application does until it ends it must be undone with the rest.
        throw new TransactionRequiredException(
            "The JTA transaction of this thread was rolled back before its end, as by a timeout:"
                + " end it and replay it.");
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
          "The transaction manager does not tell the transaction of this thread.", e);
    }
  }

  private Session join(Object transaction, int status) {
    if (status == Status.STATUS_MARKED_ROLLBACK) {
      throw new TransactionRequiredException(
          "The JTA transaction of this thread is marked for rollback, and nothing can join it any"
              + " more: roll it back and replay it.");
    }
    // Hibernate closes it with the transaction, also when that ends in another thread.
    Session session = sessions.withOptions().autoClose(true).openSession();
    // Put first: the transaction may end, by its timeout, as soon as it knows whom to tell.
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
