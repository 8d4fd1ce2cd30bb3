package dev.coffer.cdi;

import dev.coffer.api.UnsupportedHostException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the persistence unit for Coffer. In order of precedence, this is the factory that the
 * application produces with {@link ForCoffer}, the unit named by the setting, the only factory that
 * the application produces, or the only unit of the deployment.
 */
final class PersistenceUnits {

  private final BeanManager beans;
  private final Optional<String> chosen;

  PersistenceUnits(BeanManager beans, Optional<String> chosen) {
    this.beans = beans;
    this.chosen = chosen;
  }

  /**
   * The factory of the unit. Coffer never closes it.
   *
   * @throws UnsupportedHostException if there is no unit or no unique one
   */
  EntityManagerFactory find() {
    Instance<EntityManagerFactory> produced =
        beans.createInstance().select(EntityManagerFactory.class);
    Instance<EntityManagerFactory> meant = produced.select(ForCoffer.Literal.INSTANCE);
    if (!meant.isUnsatisfied()) {
      return meant.get();
    }
    if (chosen.isEmpty() && produced.isResolvable()) {
      return produced.get();
    }
    EntityManagerFactory injected = injected();
    if (injected == null) {
      throw new UnsupportedHostException(refusal());
    }
    return injected;
  }

  private @Nullable EntityManagerFactory injected() {
    try {
      return UnitReference.resolve(beans, chosen.orElse(""));
    } catch (RuntimeException e) {
      throw new UnsupportedHostException(
          refusal() + " The container reports: " + e.getMessage(), e);
    }
  }

  private String refusal() {
    return chosen
        .map(name -> "This deployment has no persistence unit '" + name + "' for Coffer.")
        .orElse(
            "Coffer found no persistence unit: set coffer.persistence-unit to the name of a unit"
                + " of this deployment, or produce an EntityManagerFactory with @ForCoffer.");
  }
}
