package dev.coffer.spring.console;

import dev.coffer.console.http.ConsolePath;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The settings of the console in a Spring Boot application. Immutable; validated when they are
 * bound.
 *
 * @param enabled Whether the application serves the console.
 * @param path The path of the console.
 * @param role The role that a user needs to see the console, without the prefix 'ROLE_'. The
 *     default is 'COFFER_CONSOLE' with Spring Security. Without security there is none, and the
 *     console serves browsers on the same machine only.
 * @param shard The name of the shard whose database the console shows. The default is the database
 *     of the Coffer bean.
 * @param write Whether users of the console may change data and start tasks.
 * @param values Whether the console shows the values of records and the bytes of contents.
 */
@ConfigurationProperties("coffer.console")
record ConsoleProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue(ConsolePath.DEFAULT) String path,
    @Nullable String role,
    @Nullable String shard,
    @DefaultValue("false") boolean write,
    @DefaultValue("false") boolean values) {

  ConsoleProperties {
    try {
      ConsolePath.checked(path);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException(
          "coffer.console.path", path, e.getMessage());
    }
  }
}
