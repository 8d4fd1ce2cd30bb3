package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentListTest extends ContentListContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
