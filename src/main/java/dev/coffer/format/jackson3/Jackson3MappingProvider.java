package dev.coffer.format.jackson3;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappingProvider;
import dev.coffer.library.Libraries;
import org.jspecify.annotations.Nullable;

/** The provider for Jackson 3. This class can be loaded without Jackson. */
public final class Jackson3MappingProvider implements JsonMappingProvider {

  @Override
  public String library() {
    return "Jackson 3";
  }

  @Override
  public String dependency() {
    return "tools.jackson.core:jackson-databind:3.1.0";
  }

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent("tools.jackson.databind.json.JsonMapper")
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
    return Jackson3Mapping.create();
  }
}
