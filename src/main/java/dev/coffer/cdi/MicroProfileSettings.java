package dev.coffer.cdi;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Settings by MicroProfile Config. Only this class needs it. */
final class MicroProfileSettings implements SettingSource {

  private final Config config = ConfigProvider.getConfig();

  @Override
  public Optional<String> find(String name) {
    return config.getOptionalValue(name, String.class);
  }
}
