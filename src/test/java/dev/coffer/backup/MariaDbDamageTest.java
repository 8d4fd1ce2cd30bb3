package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class MariaDbDamageTest extends DamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
