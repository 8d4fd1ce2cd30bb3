package dev.coffer.entity;

import java.util.function.UnaryOperator;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * Puts Coffer's own view of its tables around two settings of the host: the filter of schema
 * generation and the strategy of physical names. Everything that is not Coffer's goes to what the
 * host chose. Hibernate loads it as a service.
 */
public final class CofferServiceContributor implements ServiceContributor {

  @Override
  public void contribute(StandardServiceRegistryBuilder registry) {
    wrap(
        registry,
        AvailableSettings.HBM2DDL_FILTER_PROVIDER,
        SchemaFilterProvider.class,
        UnfilteredSchema.INSTANCE,
        OwnTablesFilterProvider::around);
    wrap(
        registry,
        AvailableSettings.PHYSICAL_NAMING_STRATEGY,
        PhysicalNamingStrategy.class,
        PhysicalNamingStrategyStandardImpl.INSTANCE,
        OwnNames::around);
  }

  private static <T> void wrap(
      StandardServiceRegistryBuilder registry,
      String setting,
      Class<T> type,
      T standard,
      UnaryOperator<T> wrapper) {
    StrategySelector selector =
        registry.getBootstrapServiceRegistry().requireService(StrategySelector.class);
    T chosen =
        selector.resolveDefaultableStrategy(type, registry.getSettings().get(setting), standard);
    registry.applySetting(setting, wrapper.apply(chosen));
  }
}
