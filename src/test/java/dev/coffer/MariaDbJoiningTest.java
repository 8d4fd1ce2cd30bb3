package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbJoiningTest extends JoiningContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
