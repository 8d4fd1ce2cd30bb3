package dev.coffer.standalone;

import dev.coffer.OpenSettings;
import dev.coffer.OpenedDatabase;
import dev.coffer.StandaloneOpener;

/** Opens databases with a HikariCP pool, if HikariCP is on the class path. Thread-safe. */
public final class PooledOpener implements StandaloneOpener {

  @Override
  public boolean isAvailable() {
    try {
      Class.forName("com.zaxxer.hikari.HikariDataSource", false, getClass().getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  @Override
  public String dependency() {
    return "com.zaxxer:HikariCP";
  }

  @Override
  public OpenedDatabase open(OpenSettings settings) {
    return StandaloneDatabase.open(settings);
  }

  @Override
  public void migrate(OpenSettings settings) {
    StandaloneDatabase.migrate(settings);
  }
}
