package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlGroupTransactionsTest extends GroupTransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
