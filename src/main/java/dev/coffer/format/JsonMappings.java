package dev.coffer.format;

import dev.coffer.api.MissingLibraryException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

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
   * @throws MissingLibraryException if there is no JSON library; the message names what to add
   */
  public static JsonMapping installed() {
    return Installed.FIRST.mapping();
  }

  static JsonMapping first(List<JsonMappingProvider> providers) {
    return providers.stream()
        .filter(JsonMappingProvider::isAvailable)
        .findFirst()
        .orElseThrow(() -> missing(providers))
        .create();
  }

  private static MissingLibraryException missing(List<JsonMappingProvider> providers) {
    String dependencies =
        providers.stream().map(JsonMappingProvider::dependency).collect(Collectors.joining(" or "));
    return new MissingLibraryException(
        dependencies,
        "Values cannot be turned into JSON: there is no JSON library on the class path; add "
            + dependencies
            + ". Bytes and raw JSON need none.");
  }

  /** Looks once, and gives the error anew to each who asks where there was none. */
  private record Installed(List<JsonMappingProvider> providers) {
    static final Installed FIRST =
        new Installed(
            ServiceLoader.load(
                    JsonMappingProvider.class, JsonMappingProvider.class.getClassLoader())
                .stream()
                .map(ServiceLoader.Provider::get)
                .toList());

    JsonMapping mapping() {
      return providers.stream().anyMatch(JsonMappingProvider::isAvailable)
          ? Made.MAPPING
          : first(providers);
    }
  }

  private static final class Made {
    static final JsonMapping MAPPING = first(Installed.FIRST.providers());
  }
}
