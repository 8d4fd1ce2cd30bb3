package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentOutputTest extends ContentOutputContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
