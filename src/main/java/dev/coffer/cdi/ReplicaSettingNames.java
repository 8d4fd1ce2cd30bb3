package dev.coffer.cdi;

import dev.coffer.CofferBuilder;
import dev.coffer.api.InvalidSettingException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The settings {@code coffer.replicas.*}, which name data sources by JNDI. */
final class ReplicaSettingNames {

  private static final String DATA_SOURCES = "coffer.replicas.data-sources";

  private final CofferSettings settings;

  ReplicaSettingNames(CofferSettings settings) {
    this.settings = settings;
  }

  void applyTo(CofferBuilder builder) {
    Optional<String> names = settings.text(DATA_SOURCES).filter(text -> !text.isBlank());
    if (names.isPresent()) {
      for (String name : names.get().strip().split("\\s*,\\s*", -1)) {
        builder.replica(name, find(name));
      }
    }
    settings
        .find("coffer.replicas.max-wait", CofferSettings::duration)
        .ifPresent(builder::replicaWait);
    settings
        .find("coffer.replicas.by-default", CofferSettings::parseBoolean)
        .ifPresent(builder::replicasByDefault);
  }

  @SuppressWarnings("BanJNDI") // the name is a setting of the application
  private static DataSource find(String name) {
    try {
      if (InitialContext.doLookup(name) instanceof DataSource source) {
        return source;
      }
      throw new InvalidSettingException(
          DATA_SOURCES, name, "The name is not that of a data source.", null);
    } catch (NamingException e) {
      throw new InvalidSettingException(
          DATA_SOURCES, name, "JNDI has no data source with this name.", e);
    }
  }
}
