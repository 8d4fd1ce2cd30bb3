package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/**
 * The Jackson 2 modules whose features are built into Jackson 3. Each is used if it is on the class
 * path. Modules from a service loader are not used, because other modules of a host must not change
 * the bytes.
 *
 * <p>The modules are loaded by name. If the code referred to their classes, the verifier would
 * search for them while it links this class, before the code could detect a missing class.
 */
final class Jackson2Modules {
  private static final List<String> NAMES =
      List.of(
          "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule",
          "com.fasterxml.jackson.datatype.jdk8.Jdk8Module",
          "com.fasterxml.jackson.module.paramnames.ParameterNamesModule");

  private Jackson2Modules() {}

  static void addPresent(JsonMapper.Builder builder) {
    NAMES.stream().flatMap(name -> ifPresent(name).stream()).forEach(builder::addModule);
  }

  private static Optional<Module> ifPresent(String name) {
    try {
      Class<?> module = Class.forName(name, true, Jackson2Modules.class.getClassLoader());
      return Optional.of((Module) module.getDeclaredConstructor().newInstance());
    } catch (ClassNotFoundException absent) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "The Jackson module "
              + name
              + " cannot be used; check that its version matches the version of Jackson.",
          e);
    }
  }
}
