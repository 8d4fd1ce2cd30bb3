package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlRecordCommandsTest extends RecordCommandsContract {
  PostgreSqlRecordCommandsTest() {
    super(TestDatabase.postgresql());
  }
}
