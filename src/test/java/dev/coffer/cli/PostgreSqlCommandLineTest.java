package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCommandLineTest extends CommandLineContract {
  PostgreSqlCommandLineTest() {
    super(TestDatabase::postgresql);
  }
}
