package dev.coffer.cdi;

import java.util.Optional;

/** A source of settings. */
@FunctionalInterface
interface SettingSource {

  /** The text of a setting; empty if it is not set. */
  Optional<String> find(String name);

  /**
   * The settings of the container: MicroProfile Config if it is available, and the system
   * properties otherwise.
   */
  static SettingSource ofContainer() {
    SettingSource system = name -> Optional.ofNullable(System.getProperty(name));
    try {
      Class.forName(
          "org.eclipse.microprofile.config.ConfigProvider",
          false,
          SettingSource.class.getClassLoader());
      return new MicroProfileSettings();
    } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
      // IllegalStateException: the API of MicroProfile Config is there without an implementation.
      return system;
    }
  }
}
