package dev.coffer.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Coffer cannot choose a bean of the application. */
final class BeanChoiceException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private final String property;
  private final List<String> candidates;

  /**
   * Creates an error for a missing named bean or for an ambiguous choice.
   *
   * @param named the value of the property; null if it is not set
   */
  BeanChoiceException(
      Class<?> type, String property, @Nullable String named, List<String> candidates) {
    super(
        named == null
            ? "Coffer needs one %s, but there are %d and none is primary."
                .formatted(type.getSimpleName(), candidates.size())
            : "The setting %s names the bean '%s', but there is no %s with this name."
                .formatted(property, named, type.getSimpleName()));
    this.property = property;
    this.candidates = List.copyOf(candidates);
  }

  /** The property that selects the bean. */
  String property() {
    return property;
  }

  /** The names of the candidate beans. */
  List<String> candidates() {
    return candidates;
  }
}
