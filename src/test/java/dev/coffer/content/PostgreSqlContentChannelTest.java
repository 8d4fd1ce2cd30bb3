package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentChannelTest extends ContentChannelContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
