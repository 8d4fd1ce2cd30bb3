package dev.coffer.hibernate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.UnsupportedHostException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

class HibernateVersionTest {

  @Test
  void anOlderHibernateIsRefused() {
    ClassLoader older = new ClassLoader(null) {};
    assertThatThrownBy(() -> HibernateVersion.require(older, "6.5.3.Final"))
        .isInstanceOf(UnsupportedHostException.class)
        .hasMessage(
            "Coffer works with Hibernate ORM 6.6 or later; this application has 6.5.3.Final.");
  }

  @Test
  void theVersionOfAJarThatHoldsEverythingDoesNotMatter() {
    assertThatCode(
            () -> HibernateVersion.require(SessionFactory.class.getClassLoader(), "0.1.0-SNAPSHOT"))
        .doesNotThrowAnyException();
  }
}
