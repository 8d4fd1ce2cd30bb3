package dev.coffer.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports the setting that selects a bean. */
final class BeanChoiceFailureAnalyzer extends AbstractFailureAnalyzer<BeanChoiceException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, BeanChoiceException cause) {
    String action =
        cause.candidates().isEmpty()
            ? "Define one, or set coffer.enabled=false."
            : "Set %s to one of: %s; or annotate one of them with @Primary."
                .formatted(cause.property(), String.join(", ", cause.candidates()));
    return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
  }
}
