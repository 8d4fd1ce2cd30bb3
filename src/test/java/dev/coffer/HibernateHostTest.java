package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.UnsupportedHostException;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HibernateHostTest {

  /** EclipseLink answers so, as the specification of JPA asks of a provider. */
  @Test
  void aFactoryOfAnotherProviderIsRefusedInOneSentence() {
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

  @ParameterizedTest
  @ValueSource(strings = {"5.6.15.Final", "6.5.3.Final", "6.0.0.Beta1"})
  void anOlderHibernateIsRefusedInOneSentence(String version) {
    assertThatThrownBy(() -> HibernateHost.requireSupported(version))
        .isInstanceOf(UnsupportedHostException.class)
        .hasMessage(
            "Coffer works with Hibernate ORM 6.6 or later; this application has " + version + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.6.40.Final", "7.1.11.Final", "10.0.0.Final", "[WORKING]"})
  void othersPass(String version) {
    assertThatCode(() -> HibernateHost.requireSupported(version)).doesNotThrowAnyException();
  }
}
