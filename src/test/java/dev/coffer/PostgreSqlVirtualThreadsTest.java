package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlVirtualThreadsTest extends VirtualThreadsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
