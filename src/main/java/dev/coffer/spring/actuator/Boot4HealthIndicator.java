package dev.coffer.spring.actuator;

import dev.coffer.spring.CofferAvailability;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of Coffer in Spring Boot 4. */
final class Boot4HealthIndicator extends AbstractHealthIndicator {

  private final CofferAvailability availability;

  Boot4HealthIndicator(CofferAvailability availability) {
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
