package dev.coffer.cdi;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The default {@code ManagedScheduledExecutorService} of a container. */
final class ManagedExecutor {
  private static final String NAME = "java:comp/DefaultManagedScheduledExecutorService";

  private ManagedExecutor() {}

  /** Looks the executor up; empty in Java SE and in containers without one. */
  @SuppressWarnings("BanJNDI") // The name is a constant in the naming of the container itself.
  static Optional<ScheduledExecutorService> find() {
    try {
      return InitialContext.doLookup(NAME) instanceof ScheduledExecutorService executor
          ? Optional.of(executor)
          : Optional.empty();
    } catch (NamingException e) {
      return Optional.empty();
    }
  }
}
