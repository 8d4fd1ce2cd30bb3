package dev.coffer.hibernate;

import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Puts Coffer's own view of its tables around two choices of the host: the filter of schema
 * generation and the strategy of physical names. Everything that is not Coffer's goes to what the
 * host chose. Hibernate loads it as a service.
 */
public final class CofferServiceContributor implements ServiceContributor {

  @Override
  public void contribute(StandardServiceRegistryBuilder registry) {
    // Before anything else of Coffer's: an older Hibernate cannot even read its entities.
    HibernateVersion.require();
    registry.addInitiator(new GuardedSchemaTool());
    PhysicalNamingStrategy host =
        registry
            .getBootstrapServiceRegistry()
            .requireService(StrategySelector.class)
            .resolveDefaultableStrategy(
                PhysicalNamingStrategy.class,
                registry.getSettings().get(AvailableSettings.PHYSICAL_NAMING_STRATEGY),
                PhysicalNamingStrategyStandardImpl.INSTANCE);
    registry.applySetting(AvailableSettings.PHYSICAL_NAMING_STRATEGY, OwnNames.around(host));
  }
}
