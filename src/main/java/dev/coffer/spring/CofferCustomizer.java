package dev.coffer.spring;

import dev.coffer.CofferBuilder;

/**
 * A bean that changes how the {@code Coffer} of the application is built, after the settings were
 * applied; for what cannot be said by a setting, such as a JSON mapping of one's own.
 */
@FunctionalInterface
public interface CofferCustomizer {

  /** Changes the builder. */
  void customize(CofferBuilder builder);
}
