package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of Coffer in Spring Boot 4, where the types of health have moved. */
final class Boot4HealthIndicator extends AbstractHealthIndicator {

  private final Coffer coffer;

  Boot4HealthIndicator(Coffer coffer) {
    super("Coffer cannot be used.");
    this.coffer = coffer;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up().withDetails(HealthDetails.of(coffer));
  }
}
