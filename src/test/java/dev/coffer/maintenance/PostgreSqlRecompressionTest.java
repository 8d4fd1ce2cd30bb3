package dev.coffer.maintenance;

import dev.coffer.testing.TestDatabase;

class PostgreSqlRecompressionTest extends RecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
