package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentDeletionTest extends ContentDeletionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
