package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlOlderFormsTest extends OlderFormsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
