package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.util.function.Consumer;

/**
 * The modules by which Jackson 2 knows what is built into Jackson 3, each used where it is on the
 * class path. Not those that a service loader finds: what a host has beside them must not change
 * the bytes.
 */
final class Jackson2Modules {
  private Jackson2Modules() {}

  static void addPresent(JsonMapper.Builder builder) {
    addIfPresent(builder, Jackson2Modules::addTimes);
    addIfPresent(builder, Jackson2Modules::addOptionals);
    addIfPresent(builder, Jackson2Modules::addParameterNames);
  }

  /** A class that is absent is found absent only when the method that names it runs. */
  private static void addIfPresent(JsonMapper.Builder builder, Consumer<JsonMapper.Builder> add) {
    try {
      add.accept(builder);
    } catch (NoClassDefFoundError absent) {
      return;
    }
  }

  private static void addTimes(JsonMapper.Builder builder) {
    builder.addModule(new JavaTimeModule());
  }

  private static void addOptionals(JsonMapper.Builder builder) {
    builder.addModule(new Jdk8Module());
  }

  private static void addParameterNames(JsonMapper.Builder builder) {
    builder.addModule(new ParameterNamesModule());
  }
}
