package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlImportTest extends ImportContract {
  PostgreSqlImportTest() {
    super(TestDatabase.postgresql());
  }
}
