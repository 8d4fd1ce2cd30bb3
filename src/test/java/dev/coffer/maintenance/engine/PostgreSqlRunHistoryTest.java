package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class PostgreSqlRunHistoryTest extends RunHistoryContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
