package dev.coffer.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells that it is not clear which bean of the application is meant. */
final class BeanChoiceException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private final String property;
  private final List<String> candidates;

  /**
   * Of a bean that is named, or of one that is not.
   *
   * @param named the name that the property has; null where it is not set
   */
  BeanChoiceException(
      Class<?> type, String property, @Nullable String named, List<String> candidates) {
    super(
        named == null
            ? "Coffer needs one %s, and there are %d of which none is primary."
                .formatted(type.getSimpleName(), candidates.size())
            : "The setting %s names the bean '%s', but there is no %s of that name."
                .formatted(property, named, type.getSimpleName()));
    this.property = property;
    this.candidates = List.copyOf(candidates);
  }

  /** The property that decides. */
  String property() {
    return property;
  }

  /** The names of the beans that it may name. */
  List<String> candidates() {
    return candidates;
  }
}
