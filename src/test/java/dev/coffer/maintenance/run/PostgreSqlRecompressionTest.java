package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class PostgreSqlRecompressionTest extends RecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
