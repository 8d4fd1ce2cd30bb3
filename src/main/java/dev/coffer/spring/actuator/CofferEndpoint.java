package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.spring.CofferAvailability;
import dev.coffer.stats.Statistics;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The Actuator endpoint {@code coffer} with the statistics of Coffer. Its sub-paths are {@code
 * storage}, with the report of the stored data, and {@code diagnosis}, with the findings about the
 * environment. Read-only.
 */
@Endpoint(id = "coffer", defaultAccess = Access.READ_ONLY)
public final class CofferEndpoint {

  private final CofferAvailability availability;

  CofferEndpoint(CofferAvailability availability) {
    this.availability = availability;
  }

  /** The statistics; the call only reads counters. Null if Coffer is not available. */
  @ReadOperation
  public @Nullable Statistics statistics() {
    return availability.coffer().map(Coffer::statistics).orElse(null);
  }

  /**
   * A {@link StorageReport}, which scans whole tables, or a {@link Diagnosis}; null for other names
   * and if Coffer is not available.
   */
  @ReadOperation
  public @Nullable Object report(@Selector String name) {
    Coffer coffer = availability.coffer().orElse(null);
    if (coffer == null) {
      return null;
    }
    return switch (name) {
      case "storage" -> coffer.report();
      case "diagnosis" -> coffer.diagnose();
      default -> null;
    };
  }
}
