package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbShardCommandsTest extends ShardCommandsContract {
  MariaDbShardCommandsTest() {
    super(TestDatabase::mariadb);
  }
}
