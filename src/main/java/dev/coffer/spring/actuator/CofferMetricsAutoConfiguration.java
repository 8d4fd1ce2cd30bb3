package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.spring.CofferAutoConfiguration;
import dev.coffer.spring.CofferAvailability;
import dev.coffer.stats.micrometer.BackupMetrics;
import dev.coffer.stats.micrometer.CofferMetrics;
import dev.coffer.stats.micrometer.MaintenanceMetrics;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Binds Coffer's meters to the registries of the application. */
@AutoConfiguration(after = CofferAutoConfiguration.class)
@ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
@ConditionalOnBean(Coffer.class)
public class CofferMetricsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @Nullable CofferMetrics cofferMetrics(CofferAvailability availability) {
    return availability.coffer().map(coffer -> new CofferMetrics(coffer::statistics)).orElse(null);
  }

  @Bean
  @ConditionalOnMissingBean
  @Nullable MaintenanceMetrics cofferMaintenanceMetrics(CofferAvailability availability) {
    return availability
        .coffer()
        .map(coffer -> new MaintenanceMetrics(coffer.maintenance()))
        .orElse(null);
  }

  @Bean
  @ConditionalOnMissingBean
  @Nullable BackupMetrics cofferBackupMetrics(CofferAvailability availability) {
    return availability
        .coffer()
        .map(coffer -> new BackupMetrics(coffer.maintenance()))
        .orElse(null);
  }
}
