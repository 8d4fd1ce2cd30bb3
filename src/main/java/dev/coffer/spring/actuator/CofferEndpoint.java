package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.stats.Statistics;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

  private final ObjectProvider<Coffer> coffer;

  CofferEndpoint(ObjectProvider<Coffer> coffer) {
    this.coffer = coffer;
  }

  /** The statistics; the call only reads counters. */
  @ReadOperation
  public Statistics statistics() {
    return coffer.getObject().statistics();
  }

  /**
   * A {@link StorageReport}, which scans whole tables, or a {@link Diagnosis}; null for other
   * names.
   */
  @ReadOperation
  public @Nullable Object report(@Selector String name) {
    return switch (name) {
      case "storage" -> coffer.getObject().report();
      case "diagnosis" -> coffer.getObject().diagnose();
      default -> null;
    };
  }
}
