package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class H2RunHistoryTest extends RunHistoryContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
