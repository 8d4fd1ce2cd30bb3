package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbRecordCommandsTest extends RecordCommandsContract {
  MariaDbRecordCommandsTest() {
    super(TestDatabase.mariadb());
  }
}
