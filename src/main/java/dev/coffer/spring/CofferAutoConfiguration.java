package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.CofferBuilder;
import dev.coffer.backup.Backups;
import dev.coffer.content.ContentStore;
import dev.coffer.host.CofferListener;
import dev.coffer.record.RecordStore;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;

/**
 * Configures {@link Coffer}, {@link RecordStore} and {@link ContentStore} over the application's
 * {@link EntityManagerFactory}, in the transactions that Spring manages. Each bean backs off if the
 * application defines its own.
 *
 * <p>The beans are lazy, and {@link CofferStart} requests them at the end of the startup. A
 * database that Coffer does not support therefore fails the application only if one of these beans
 * is injected.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
    })
@ConditionalOnClass({
  EntityManagerFactory.class,
  SessionFactory.class,
  EntityManagerFactoryUtils.class,
  DatabaseInitializationDependencyConfigurer.class
})
@ConditionalOnBean(EntityManagerFactory.class)
@ConditionalOnProperty(name = "coffer.enabled", matchIfMissing = true)
@EnableConfigurationProperties({
  CofferProperties.class,
  BackupProperties.class,
  ReplicaProperties.class
})
@Import({DatabaseInitializationDependencyConfigurer.class, CofferAvailability.class})
public class CofferAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(name = "coffer.schema.migrate", matchIfMissing = true)
  static CofferMigration cofferMigration(
      ListableBeanFactory beans, CofferProperties properties, CofferAvailability availability) {
    return CofferMigration.of(beans, properties, availability);
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  Coffer coffer(
      ListableBeanFactory beans,
      CofferProperties properties,
      BackupProperties backup,
      ReplicaProperties replicas,
      ObjectProvider<CofferListener> listeners,
      ObjectProvider<CofferCustomizer> customizers) {
    EntityManagerFactory factory =
        HostBeans.one(
            beans,
            EntityManagerFactory.class,
            "coffer.entity-manager-factory",
            properties.entityManagerFactory());
    CofferBuilder builder = Coffer.over(unproxied(factory)).joining(SpringTransaction.of(factory));
    properties.addTo(builder);
    if (properties.maintenance().scheduler() == CofferProperties.SchedulerChoice.HOST) {
      builder.scheduler(HostScheduler.of(beans));
    }
    replicas.addTo(builder, beans);
    backup.plan().ifPresent(builder::backups);
    listeners.orderedStream().forEach(builder::listener);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  /**
   * Returns the native factory, because Spring's factory wraps each session in a proxy that Coffer
   * does not need.
   */
  private static EntityManagerFactory unproxied(EntityManagerFactory factory) {
    return factory instanceof EntityManagerFactoryInfo info
        ? info.getNativeEntityManagerFactory()
        : factory;
  }

  @Bean
  CofferStart cofferStart(CofferAvailability availability) {
    return new CofferStart(availability);
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty(name = "coffer.diagnosis.enabled", matchIfMissing = true)
  StartDiagnosis cofferStartDiagnosis(CofferAvailability availability) {
    return new StartDiagnosis(availability);
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty(name = "coffer.maintenance.enabled", matchIfMissing = true)
  MaintenanceLifecycle cofferMaintenanceLifecycle(CofferAvailability availability) {
    return new MaintenanceLifecycle(availability);
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  RecordStore recordStore(Coffer coffer) {
    return coffer.records();
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  ContentStore contentStore(Coffer coffer) {
    return coffer.contents();
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  @ConditionalOnProperty("coffer.backup.location")
  Backups cofferBackups(Coffer coffer) {
    return coffer.backups();
  }
}
