package dev.coffer.cdi;

import java.util.Optional;

/** Where settings come from. */
@FunctionalInterface
interface SettingSource {

  /** The text of a setting, if it is set. */
  Optional<String> find(String name);

  /** MicroProfile Config where the container has it, else the system properties. */
  static SettingSource ofContainer() {
    SettingSource system = name -> Optional.ofNullable(System.getProperty(name));
    try {
      Class.forName(
          "org.eclipse.microprofile.config.ConfigProvider",
          false,
          SettingSource.class.getClassLoader());
      return new MicroProfileSettings();
    } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
      // IllegalStateException: the words of MicroProfile Config without anything behind them.
      return system;
    }
  }
}
