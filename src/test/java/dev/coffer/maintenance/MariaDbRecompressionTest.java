package dev.coffer.maintenance;

import dev.coffer.testing.TestDatabase;

class MariaDbRecompressionTest extends RecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
