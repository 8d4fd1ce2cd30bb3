package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2ContentCommandsTest extends ContentCommandsContract {
  H2ContentCommandsTest() {
    super(TestDatabase.h2File());
  }
}
