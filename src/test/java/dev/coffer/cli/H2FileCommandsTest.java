package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2FileCommandsTest extends FileCommandsContract {
  H2FileCommandsTest() {
    super(TestDatabase.h2File());
  }
}
