package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlShardCommandsTest extends ShardCommandsContract {
  PostgreSqlShardCommandsTest() {
    super(TestDatabase::postgresql);
  }
}
