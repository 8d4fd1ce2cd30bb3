package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class PostgreSqlRenamedRecompressionTest extends RenamedRecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
