package dev.coffer.cdi;

import dev.coffer.console.ConsoleSettings;
import dev.coffer.console.http.ConsoleAccess;
import dev.coffer.console.http.ConsolePath;

/** The settings {@code coffer.console.*}. */
final class ConsoleSettingNames {
  private static final String PREFIX = "coffer.console.";

  private final CofferSettings settings;

  ConsoleSettingNames(CofferSettings settings) {
    this.settings = settings;
  }

  /** Whether the application serves the console. */
  boolean enabled() {
    return flag("enabled");
  }

  /** The path of the console within the application. */
  String path() {
    return settings.find(PREFIX + "path", ConsolePath::checked).orElse(ConsolePath.DEFAULT);
  }

  /** Who may see the console: users with the role, or without one this machine. */
  ConsoleAccess access() {
    return new ConsoleAccess(
        settings.text(PREFIX + "role").filter(role -> !role.isBlank()).orElse(null));
  }

  /** What the console allows. */
  ConsoleSettings limits() {
    return new ConsoleSettings(flag("write"), flag("values"));
  }

  private boolean flag(String name) {
    return settings.find(PREFIX + name, CofferSettings::parseBoolean).orElse(false);
  }
}
