package dev.coffer.maintenance.schedule;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The adapter to a scheduler library, found by {@link ServiceLoader}. Stateless and thread-safe.
 */
public interface SchedulerProvider {

  /** Whether the library is on the class path. It must not throw if the library is missing. */
  boolean isAvailable();

  /** Creates a scheduler of the library that keeps its turns in memory. */
  MaintenanceScheduler create();

  /** The type of the schedulers of the library. */
  Class<?> type();

  /**
   * A scheduler over one of the host.
   *
   * @param scheduler an instance of {@link #type()}
   */
  MaintenanceScheduler over(Object scheduler);

  /** The provider whose library is available; empty if there is none. */
  static Optional<SchedulerProvider> installed() {
    return ServiceLoader.load(SchedulerProvider.class, SchedulerProvider.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(SchedulerProvider::isAvailable)
        .findFirst();
  }
}
