package dev.coffer.format.jackson;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappingProvider;
import dev.coffer.library.Libraries;
import org.jspecify.annotations.Nullable;

/** The provider for Jackson 2. This class can be loaded without Jackson. */
public final class Jackson2MappingProvider implements JsonMappingProvider {

  @Override
  public String library() {
    return "Jackson 2";
  }

  @Override
  public String dependency() {
    return "com.fasterxml.jackson.core:jackson-databind:2.18.0";
  }

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent("com.fasterxml.jackson.databind.json.JsonMapper")
        && unusableVersion() == null;
  }

  @Override
  public @Nullable String unusableVersion() {
    try {
      return InstalledVersion.tooOld();
    } catch (LinkageError e) {
      return null;
    }
  }

  @Override
  public JsonMapping create() {
    return Jackson2Mapping.create();
  }
}
