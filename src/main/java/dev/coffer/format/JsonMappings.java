package dev.coffer.format;

import dev.coffer.api.MissingLibraryException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the JSON library of the class path. */
public final class JsonMappings {

  private JsonMappings() {}

  /**
   * The mapping of the first library that is there: providers are asked in the order in which they
   * are listed, Jackson 3 before Jackson 2.
   *
   * @throws MissingLibraryException if there is none; the message names those to choose from
   */
  public static JsonMapping first() {
    List<String> dependencies = new ArrayList<>();
    for (JsonMappingProvider provider :
        ServiceLoader.load(JsonMappingProvider.class, JsonMappings.class.getClassLoader())) {
      if (provider.isAvailable()) {
        return provider.create();
      }
      dependencies.add(provider.dependency());
    }
    String wanted = String.join(" or ", dependencies);
    throw new MissingLibraryException(
        wanted, "Values other than bytes and RawJson need a JSON library: add " + wanted + ".");
  }
}
