package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbHolderTest extends HolderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
