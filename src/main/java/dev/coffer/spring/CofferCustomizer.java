package dev.coffer.spring;

import dev.coffer.CofferBuilder;

/**
 * A bean that customises the builder of the application's {@code Coffer} after the settings are
 * applied. It is for options without a setting, such as a custom JSON mapping.
 */
@FunctionalInterface
public interface CofferCustomizer {

  /** Customises the builder. */
  void customize(CofferBuilder builder);
}
