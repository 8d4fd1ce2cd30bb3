package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class MariaDbKillTest extends KillContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  int points() {
    return KILLS;
  }
}
