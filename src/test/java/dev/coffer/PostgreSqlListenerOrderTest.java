package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlListenerOrderTest extends ListenerOrderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
