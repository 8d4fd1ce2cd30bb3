package dev.coffer.format.jackson3;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappingProvider;

/** Joins Jackson 3; loads without it. */
public final class Jackson3MappingProvider implements JsonMappingProvider {

  @Override
  public String library() {
    return "Jackson 3";
  }

  @Override
  public String dependency() {
    return "tools.jackson.core:jackson-databind";
  }

  @Override
  public boolean isAvailable() {
    try {
      ClassLoader ours = Jackson3MappingProvider.class.getClassLoader();
      Class.forName("tools.jackson.databind.json.JsonMapper", false, ours);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  @Override
  public JsonMapping create() {
    return Jackson3Mapping.create();
  }
}
