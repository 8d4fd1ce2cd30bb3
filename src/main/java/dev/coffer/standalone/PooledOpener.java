package dev.coffer.standalone;

import dev.coffer.library.Libraries;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.opener.StandaloneOpener;

/** Opens databases with a HikariCP pool, if HikariCP is on the class path. Thread-safe. */
public final class PooledOpener implements StandaloneOpener {

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent("com.zaxxer.hikari.HikariDataSource");
  }

  @Override
  public String dependency() {
    return "com.zaxxer:HikariCP";
  }

  @Override
  public OpenedDatabase open(DatabaseSettings settings) {
    return StandaloneDatabase.open(settings);
  }

  @Override
  public void migrate(DatabaseSettings settings) {
    StandaloneDatabase.migrate(settings);
  }
}
