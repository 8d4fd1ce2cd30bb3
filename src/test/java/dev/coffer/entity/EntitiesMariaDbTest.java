package dev.coffer.entity;

import dev.coffer.testing.TestDatabase;

class EntitiesMariaDbTest extends EntitiesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
