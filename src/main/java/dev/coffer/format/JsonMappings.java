package dev.coffer.format;

import dev.coffer.api.MissingLibraryException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The default JSON mapping of this process. It comes from the first {@link JsonMappingProvider} of
 * the {@link ServiceLoader} whose library is available. Jackson 3 precedes Jackson 2; both produce
 * the same bytes. Thread-safe.
 */
public final class JsonMappings {

  private JsonMappings() {}

  /**
   * The default mapping, created once.
   *
   * @throws MissingLibraryException if there is no JSON library or only outdated ones; the message
   *     names the dependency to add
   */
  public static JsonMapping installed() {
    return Choice.INSTALLED.mapping();
  }

  /**
   * The reason why the JSON libraries on the class path cannot be used, with the dependency to add;
   * empty if one can be used or if there is none.
   */
  public static Optional<String> problem() {
    return problem(Choice.INSTALLED.providers);
  }

  static Optional<String> problem(List<JsonMappingProvider> providers) {
    return providers.stream().anyMatch(JsonMappingProvider::isAvailable)
        ? Optional.empty()
        : unusable(providers).map(clause -> String.valueOf(missing(providers).getMessage()));
  }

  static JsonMapping first(List<JsonMappingProvider> providers) {
    return providers.stream()
        .filter(JsonMappingProvider::isAvailable)
        .findFirst()
        .orElseThrow(() -> missing(providers))
        .create();
  }

  /** A clause about the libraries that are too old; empty if there are none. */
  private static Optional<String> unusable(List<JsonMappingProvider> providers) {
    return providers.stream()
        .filter(provider -> provider.unusableVersion() != null)
        .map(
            provider -> provider.library() + " is too old in version " + provider.unusableVersion())
        .reduce((one, other) -> one + ", " + other);
  }

  private static MissingLibraryException missing(List<JsonMappingProvider> providers) {
    String dependencies =
        providers.stream().map(JsonMappingProvider::dependency).collect(Collectors.joining(" or "));
    return new MissingLibraryException(
        dependencies,
        "Values cannot be converted to JSON: "
            + unusable(providers).orElse("there is no JSON library on the class path")
            + "; add "
            + dependencies
            + (unusable(providers).isPresent()
                ? ". Raise an old library as a whole, with its annotations and modules: in Spring Boot"
                    + " by the properties jackson-bom.version and jackson-2-bom.version"
                : "")
            + ". Bytes and raw JSON do not need a JSON library.");
  }

  /**
   * The choice of a provider. It is made at the first successful call and cached, because a check
   * for a missing library searches the whole class path. Without a library, each call searches
   * again and throws.
   */
  static final class Choice {
    static final Choice INSTALLED =
        new Choice(
            ServiceLoader.load(
                    JsonMappingProvider.class, JsonMappingProvider.class.getClassLoader())
                .stream()
                .map(ServiceLoader.Provider::get)
                .toList());

    private final List<JsonMappingProvider> providers;
    private volatile @Nullable JsonMapping made;

    Choice(List<JsonMappingProvider> providers) {
      this.providers = providers;
    }

    JsonMapping mapping() {
      JsonMapping mapping = made;
      return mapping == null ? make() : mapping;
    }

    private synchronized JsonMapping make() {
      JsonMapping mapping = made;
      if (mapping == null) {
        mapping = first(providers);
        made = mapping;
      }
      return mapping;
    }
  }
}
