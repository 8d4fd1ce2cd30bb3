package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentRowDamageTest extends ContentRowDamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
