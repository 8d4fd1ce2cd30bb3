package dev.coffer.cdi;

import dev.coffer.library.Libraries;
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
    if (!Libraries.arePresent("org.eclipse.microprofile.config.ConfigProvider")) {
      return system;
    }
    try {
      return new MicroProfileSettings();
    } catch (LinkageError | IllegalStateException e) {
      // The API of MicroProfile Config is there without an implementation.
      return system;
    }
  }
}
