package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.spring.CofferAutoConfiguration;
import dev.coffer.spring.CofferAvailability;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Contributes the health of Coffer in Spring Boot 3. */
@AutoConfiguration(after = CofferAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnBean(Coffer.class)
@ConditionalOnProperty(name = "management.health.coffer.enabled", matchIfMissing = true)
public class Boot3HealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "cofferHealthIndicator")
  Boot3HealthIndicator cofferHealthIndicator(CofferAvailability availability) {
    return new Boot3HealthIndicator(() -> HealthReport.of(availability));
  }
}
