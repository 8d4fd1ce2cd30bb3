package dev.coffer.entity;

import dev.coffer.testing.TestDatabase;

class EntitiesPostgreSqlTest extends EntitiesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
