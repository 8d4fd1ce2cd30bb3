package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** The health of Coffer in Spring Boot 3. */
final class Boot3HealthIndicator extends AbstractHealthIndicator {

  private final Coffer coffer;

  Boot3HealthIndicator(Coffer coffer) {
    super("Coffer cannot be used.");
    this.coffer = coffer;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up().withDetails(HealthDetails.of(coffer));
  }
}
