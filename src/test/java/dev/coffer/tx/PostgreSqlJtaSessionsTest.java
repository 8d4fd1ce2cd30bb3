package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class PostgreSqlJtaSessionsTest extends JtaSessionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
