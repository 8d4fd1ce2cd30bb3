package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentChannelTest extends ContentChannelContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
