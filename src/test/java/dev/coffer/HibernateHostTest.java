package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.UnsupportedHostException;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

class HibernateHostTest {

  /** The factory answers like that of EclipseLink, as JPA specifies. */
  @Test
  void aFactoryOfAnotherProviderIsRefused() {
    EntityManagerFactory foreign =
        (EntityManagerFactory)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EntityManagerFactory.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("unwrap")) {
                    assertThat(arguments).containsExactly(SessionFactory.class);
                    throw new PersistenceException("Provider does not support unwrap of it.");
                  }
                  throw new UnsupportedOperationException(method.getName());
                });

    assertThatThrownBy(() -> Coffer.over(foreign).build())
        .isInstanceOf(UnsupportedHostException.class)
        .hasMessageStartingWith("Coffer works with Hibernate ORM 6.6 or later")
        .hasMessageContaining(foreign.getClass().getName())
        .hasCauseInstanceOf(PersistenceException.class);
  }
}
