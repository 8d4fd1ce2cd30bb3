package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlListenerTest extends ListenerContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
