package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class MariaDbRenamedRecompressionTest extends RenamedRecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
