package dev.coffer.cdi;

import dev.coffer.Coffer;
import dev.coffer.CofferBuilder;
import dev.coffer.host.CofferListener;
import dev.coffer.maintenance.schedule.ExecutorScheduler;

/** Builds the application's Coffer over its persistence unit, with its settings. */
final class CofferSource {

  private final CofferSettings settings;
  private final PersistenceUnits units;

  CofferSource(CofferSettings settings, PersistenceUnits units) {
    this.settings = settings;
    this.units = units;
  }

  /** Builds the Coffer with these listeners. */
  Coffer open(Iterable<CofferListener> listeners) {
    CofferBuilder builder = Coffer.over(units.find());
    settings.applyTo(builder);
    listeners.forEach(builder::listener);
    // Threads of a container belong to it: they have its naming, security and class loaders.
    ManagedExecutor.find().map(ExecutorScheduler::over).ifPresent(builder::scheduler);
    Coffer coffer = builder.build();
    if (settings.startsMaintenance()) {
      coffer.maintenance().start();
    }
    return coffer;
  }
}
