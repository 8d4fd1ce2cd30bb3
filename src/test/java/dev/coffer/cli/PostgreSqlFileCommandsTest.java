package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlFileCommandsTest extends FileCommandsContract {
  PostgreSqlFileCommandsTest() {
    super(TestDatabase.postgresql());
  }
}
