package dev.coffer.spring.actuator;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** A health of Coffer in Spring Boot 4. */
final class Boot4HealthIndicator extends AbstractHealthIndicator {

  private final Supplier<HealthReport> check;

  Boot4HealthIndicator(Supplier<HealthReport> check) {
    super("Coffer cannot be used.");
    this.check = check;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    HealthReport report = check.get();
    Health.Builder status =
        report.down() ? health.down() : report.known() ? health.up() : health.unknown();
    status.withDetails(report.details());
  }
}
