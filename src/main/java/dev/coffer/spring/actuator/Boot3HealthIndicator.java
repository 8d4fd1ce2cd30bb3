package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.spring.CofferAvailability;
import java.util.Optional;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** The health of Coffer in Spring Boot 3. */
final class Boot3HealthIndicator extends AbstractHealthIndicator {

  private final CofferAvailability availability;

  Boot3HealthIndicator(CofferAvailability availability) {
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
