package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlSessionTest extends SessionContract {
  PostgreSqlSessionTest() {
    super(TestDatabase.postgresql());
  }
}
