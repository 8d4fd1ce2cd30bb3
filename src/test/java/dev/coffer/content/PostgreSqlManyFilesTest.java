package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlManyFilesTest extends ManyFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
