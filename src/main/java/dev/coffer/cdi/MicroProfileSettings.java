package dev.coffer.cdi;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads settings from MicroProfile Config. Only this class depends on it. */
final class MicroProfileSettings implements SettingSource {

  private final Config config = ConfigProvider.getConfig();

  @Override
  public Optional<String> find(String name) {
    return config.getOptionalValue(name, String.class);
  }
}
