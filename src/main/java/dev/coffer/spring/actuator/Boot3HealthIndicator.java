package dev.coffer.spring.actuator;

import dev.coffer.spring.CofferAvailability;
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
    HealthReport report = HealthReport.of(availability);
    Health.Builder status =
        report.down() ? health.down() : report.known() ? health.up() : health.unknown();
    status.withDetails(report.details());
  }
}
