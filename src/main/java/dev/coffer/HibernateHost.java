package dev.coffer;

import dev.coffer.api.UnsupportedHostException;
import dev.coffer.hibernate.HibernateVersion;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;

/** Unwraps Hibernate's session factory and refuses other persistence providers. */
final class HibernateHost {

  private HibernateHost() {}

  /**
   * The session factory behind an entity manager factory.
   *
   * @throws UnsupportedHostException if the factory is not from Hibernate 6.6 or later
   */
  static SessionFactory sessionFactoryOf(EntityManagerFactory factory) {
    SessionFactory sessions;
    try {
      sessions = factory.unwrap(SessionFactory.class);
    } catch (RuntimeException e) {
      throw new UnsupportedHostException(unsupported(factory), e);
    }
    if (sessions == null) {
      throw new UnsupportedHostException(unsupported(factory));
    }
    HibernateVersion.require();
    return sessions;
  }

  private static String unsupported(EntityManagerFactory factory) {
    return HibernateVersion.SUPPORTED
        + "; this EntityManagerFactory belongs to another persistence provider ("
        + factory.getClass().getName()
        + "). Set <provider>org.hibernate.jpa.HibernatePersistenceProvider</provider> in"
        + " persistence.xml if the server has both.";
  }
}
