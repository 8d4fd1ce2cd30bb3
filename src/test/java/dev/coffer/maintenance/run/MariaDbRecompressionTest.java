package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class MariaDbRecompressionTest extends RecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
