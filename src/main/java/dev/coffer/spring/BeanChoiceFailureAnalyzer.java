package dev.coffer.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting names the bean that is meant. */
final class BeanChoiceFailureAnalyzer extends AbstractFailureAnalyzer<BeanChoiceException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, BeanChoiceException cause) {
    String action =
        cause.candidates().isEmpty()
            ? "Define one, or set coffer.enabled=false."
            : "Set %s to one of: %s; or mark one of them as @Primary."
                .formatted(cause.property(), String.join(", ", cause.candidates()));
    return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
  }
}
