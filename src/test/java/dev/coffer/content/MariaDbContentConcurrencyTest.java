package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentConcurrencyTest extends ContentConcurrencyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
