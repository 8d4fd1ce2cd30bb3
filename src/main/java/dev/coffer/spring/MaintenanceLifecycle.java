package dev.coffer.spring;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the schedule of maintenance after the context has started, and stops it before its beans
 * are destroyed. A context that is only processed ahead of time does not start it.
 */
final class MaintenanceLifecycle implements SmartLifecycle {

  private final CofferAvailability availability;

  MaintenanceLifecycle(CofferAvailability availability) {
    this.availability = availability;
  }

  @Override
  public void start() {
    availability.coffer().ifPresent(coffer -> coffer.maintenance().start());
  }

  @Override
  public void stop() {
    availability.coffer().ifPresent(coffer -> coffer.maintenance().stop());
  }

  @Override
  public boolean isRunning() {
    return availability.coffer().map(coffer -> coffer.maintenance().isStarted()).orElse(false);
  }
}
