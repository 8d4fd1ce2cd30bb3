package dev.coffer.cdi;

import dev.coffer.api.UnsupportedHostException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the persistence unit to work in: the factory that the application produces with {@link
 * ForCoffer}; else the unit named by the setting; else the only factory that it produces; else the
 * only unit of the deployment.
 */
final class PersistenceUnits {

  private final BeanManager beans;
  private final Optional<String> chosen;

  PersistenceUnits(BeanManager beans, Optional<String> chosen) {
    this.beans = beans;
    this.chosen = chosen;
  }

  /**
   * The factory of the unit; it stays its owner's.
   *
   * @throws UnsupportedHostException if there is none, or more than one to choose from
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
      throw new UnsupportedHostException(refusal() + " The container says: " + e.getMessage(), e);
    }
  }

  private String refusal() {
    return chosen
        .map(name -> "This deployment has no persistence unit '" + name + "' for Coffer.")
        .orElse(
            "Coffer finds no persistence unit to work in: set coffer.persistence-unit to the name of"
                + " one of this deployment, or produce an EntityManagerFactory with @ForCoffer.");
  }
}
