package dev.coffer.format;

import dev.coffer.api.MissingLibraryException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON library of this process: the first of the {@link JsonMappingProvider}s found by {@link
 * ServiceLoader} whose library is there. Of Coffer's own, Jackson 3 comes before Jackson 2; both
 * give the same bytes. Thread-safe.
 */
public final class JsonMappings {

  private JsonMappings() {}

  /**
   * The mapping that is used where none is given, made once.
   *
   * @throws MissingLibraryException if there is no JSON library, or only one that is too old; the
   *     message names what to add
   */
  public static JsonMapping installed() {
    return Choice.INSTALLED.mapping();
  }

  /**
   * What keeps the JSON libraries that are on the class path from being used, with what to add;
   * empty where one can be used and where there is none.
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

  /** The libraries that are there and too old, as a clause, or nothing. */
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
        "Values cannot be turned into JSON: "
            + unusable(providers).orElse("there is no JSON library on the class path")
            + "; add "
            + dependencies
            + ". Bytes and raw JSON need none.");
  }

  /**
   * The choice among providers, made at the first call that succeeds and kept: to ask a provider
   * whose library is absent costs a search of the whole class path. Where there is no library each
   * call searches again and throws.
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
