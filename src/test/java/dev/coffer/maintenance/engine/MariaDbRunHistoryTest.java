package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class MariaDbRunHistoryTest extends RunHistoryContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
