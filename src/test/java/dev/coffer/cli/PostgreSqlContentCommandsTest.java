package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentCommandsTest extends ContentCommandsContract {
  PostgreSqlContentCommandsTest() {
    super(TestDatabase.postgresql());
  }
}
