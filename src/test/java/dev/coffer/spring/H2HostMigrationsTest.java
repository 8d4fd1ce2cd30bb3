package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class H2HostMigrationsTest extends HostMigrationsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
