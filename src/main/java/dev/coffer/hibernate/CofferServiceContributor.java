package dev.coffer.hibernate;

import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Wraps two choices of the host, the filter of schema generation and the strategy of physical
 * names, with the rules for Coffer's tables. All other objects are left to the host's choices.
 * Hibernate loads it as a service.
 */
public final class CofferServiceContributor implements ServiceContributor {

  @Override
  public void contribute(StandardServiceRegistryBuilder registry) {
    // Before all other code of Coffer: an older Hibernate cannot even read its entities.
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
