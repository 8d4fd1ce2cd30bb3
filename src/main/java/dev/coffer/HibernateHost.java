package dev.coffer;

import dev.coffer.api.UnsupportedHostException;
import jakarta.persistence.EntityManagerFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.SessionFactory;
import org.hibernate.Version;

/** Refuses the persistence providers that Coffer does not work with, in one sentence. */
final class HibernateHost {

  private static final String SUPPORTED = "Coffer works with Hibernate ORM 6.6 or later";

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

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
    requireSupported(Version.getVersionString());
    return sessions;
  }

  private static String foreign(EntityManagerFactory factory) {
    return SUPPORTED
        + "; this EntityManagerFactory is of another persistence provider ("
        + factory.getClass().getName()
        + "). Set <provider>org.hibernate.jpa.HibernatePersistenceProvider</provider> in"
        + " persistence.xml where the server has both.";
  }

  /** Passes a version that is not one: a build of somebody's own. */
  static void requireSupported(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()) {
      return;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    if (major < 6 || (major == 6 && minor < 6)) {
      throw new UnsupportedHostException(SUPPORTED + "; this application has " + version + ".");
    }
  }
}
