package dev.coffer.entity;

import dev.coffer.testing.TestDatabase;

class HostPostgreSqlTest extends HostContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
