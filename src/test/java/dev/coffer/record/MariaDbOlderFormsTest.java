package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbOlderFormsTest extends OlderFormsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
