package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlDiagnosisTest extends DiagnosisContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
