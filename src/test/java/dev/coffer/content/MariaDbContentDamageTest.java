package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentDamageTest extends ContentDamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
