package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.spring.CofferAutoConfiguration;
import dev.coffer.spring.CofferAvailability;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Adds the endpoint {@code coffer} to the Actuator if it is exposed. */
@AutoConfiguration(after = CofferAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Coffer.class)
@ConditionalOnAvailableEndpoint(CofferEndpoint.class)
public class CofferEndpointAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  CofferEndpoint cofferEndpoint(CofferAvailability availability) {
    return new CofferEndpoint(availability);
  }
}
