package dev.coffer.file;

import dev.coffer.testing.TestDatabase;

class PostgreSqlJtaFilesTest extends JtaFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
