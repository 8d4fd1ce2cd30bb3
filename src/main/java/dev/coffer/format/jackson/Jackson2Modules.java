package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/**
 * The modules by which Jackson 2 knows what is built into Jackson 3, each used where it is on the
 * class path. Not those that a service loader finds: what a host has beside them must not change
 * the bytes.
 *
 * <p>They go by name, because the verifier would look for a class that the code names when it links
 * this one, before any of it could notice that the class is absent.
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
          "The Jackson module " + name + " cannot be used; is it of Jackson's own version?", e);
    }
  }
}
