package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.spring.CofferAvailability;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of Coffer in Spring Boot 4, where the types of health have moved. */
final class Boot4HealthIndicator extends AbstractHealthIndicator {

  private final CofferAvailability availability;

  Boot4HealthIndicator(CofferAvailability availability) {
    super("Coffer cannot be used.");
    this.availability = availability;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Optional<Coffer> coffer = availability.coffer();
    if (coffer.isPresent()) {
      health.up().withDetails(HealthDetails.of(coffer.get()));
    } else {
      // The application works without Coffer, so it is not down.
      health.unknown().withDetails(HealthDetails.of(availability));
    }
  }
}
