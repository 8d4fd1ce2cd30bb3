package dev.coffer.cdi;

import dev.coffer.Coffer;
import dev.coffer.CofferBuilder;

/** Builds the application's Coffer over its persistence unit, with its settings. */
final class CofferSource {

  private final CofferSettings settings;
  private final PersistenceUnits units;

  CofferSource(CofferSettings settings, PersistenceUnits units) {
    this.settings = settings;
    this.units = units;
  }

  Coffer open() {
    CofferBuilder builder = Coffer.over(units.find());
    settings.applyTo(builder);
    return builder.build();
  }
}
