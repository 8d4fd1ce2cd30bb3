package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2ShardCommandsTest extends ShardCommandsContract {
  H2ShardCommandsTest() {
    super(TestDatabase::h2File);
  }
}
