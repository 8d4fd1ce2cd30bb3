package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class MariaDbHostMigrationsTest extends HostMigrationsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
