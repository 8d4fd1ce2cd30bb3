package dev.coffer;

import dev.coffer.api.UnsupportedHostException;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.Version;

/** Refuses the persistence providers that Coffer does not work with, in one sentence. */
final class HibernateHost {

  private static final String SUPPORTED = "Coffer works with Hibernate ORM 6.6 or later";

  /**
   * A class that Hibernate has since 6.6. Its version number would not do: that is an entry of a
   * jar's manifest, and in an application made into one jar it is the application's.
   */
  private static final String SINCE_6_6 = "org.hibernate.annotations.ConcreteProxy";

  private HibernateHost() {}

  /**
   * The session factory behind a factory of entity managers.
   *
   * @throws UnsupportedHostException if it is not one of Hibernate, 6.6 or later
   */
  static SessionFactory sessionFactoryOf(EntityManagerFactory factory) {
    SessionFactory sessions;
    try {
      sessions = factory.unwrap(SessionFactory.class);
    } catch (RuntimeException e) {
      throw new UnsupportedHostException(foreign(factory), e);
    }
    if (sessions == null) {
      throw new UnsupportedHostException(foreign(factory));
    }
    requireSupported(SessionFactory.class.getClassLoader(), Version.getVersionString());
    return sessions;
  }

  private static String foreign(EntityManagerFactory factory) {
    return SUPPORTED
        + "; this EntityManagerFactory is of another persistence provider ("
        + factory.getClass().getName()
        + "). Set <provider>org.hibernate.jpa.HibernatePersistenceProvider</provider> in"
        + " persistence.xml where the server has both.";
  }

  static void requireSupported(ClassLoader hibernate, String version) {
    try {
      Class.forName(SINCE_6_6, false, hibernate);
    } catch (ClassNotFoundException e) {
      throw new UnsupportedHostException(SUPPORTED + "; this application has " + version + ".", e);
    }
  }
}
