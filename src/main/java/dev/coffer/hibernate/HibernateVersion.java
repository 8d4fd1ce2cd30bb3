package dev.coffer.hibernate;

import dev.coffer.api.UnsupportedHostException;
import org.hibernate.SessionFactory;
import org.hibernate.Version;

/** Refuses unsupported versions of Hibernate before they fail in other ways. */
public final class HibernateVersion {

  /** The supported versions, as the beginning of a sentence. */
  public static final String SUPPORTED = "Coffer works with Hibernate ORM 6.6 or later";

  /**
   * A class that Hibernate has since 6.6. The version number is not reliable: it is an entry of a
   * jar's manifest, and in an application that is packaged as one jar it is the application's
   * version.
   */
  private static final String SINCE_6_6 = "org.hibernate.annotations.ConcreteProxy";

  private HibernateVersion() {}

  /**
   * Checks the version of the application.
   *
   * @throws UnsupportedHostException if it is older than 6.6
   */
  public static void require() {
    require(SessionFactory.class.getClassLoader(), Version.getVersionString());
  }

  static void require(ClassLoader hibernate, String version) {
    try {
      Class.forName(SINCE_6_6, false, hibernate);
    } catch (ClassNotFoundException e) {
      throw new UnsupportedHostException(SUPPORTED + "; this application has " + version + ".", e);
    }
  }
}
