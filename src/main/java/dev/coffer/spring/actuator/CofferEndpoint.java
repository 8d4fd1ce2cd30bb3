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
 * The endpoint {@code coffer}: what Coffer has done since it was built, and, below it, {@code
 * storage}, what is stored, and {@code diagnosis}, what is unwise in the environment. Read-only.
 */
@Endpoint(id = "coffer", defaultAccess = Access.READ_ONLY)
public final class CofferEndpoint {

  private final ObjectProvider<Coffer> coffer;

  CofferEndpoint(ObjectProvider<Coffer> coffer) {
    this.coffer = coffer;
  }

  /** The counters, which cost nothing. */
  @ReadOperation
  public Statistics statistics() {
    return coffer.getObject().statistics();
  }

  /**
   * A {@link StorageReport}, which reads whole tables, or a {@link Diagnosis}; nothing for another
   * name.
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
