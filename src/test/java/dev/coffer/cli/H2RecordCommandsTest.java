package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2RecordCommandsTest extends RecordCommandsContract {
  H2RecordCommandsTest() {
    super(TestDatabase.h2File());
  }
}
