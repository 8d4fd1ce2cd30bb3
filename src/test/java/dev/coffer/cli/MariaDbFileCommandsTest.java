package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbFileCommandsTest extends FileCommandsContract {
  MariaDbFileCommandsTest() {
    super(TestDatabase.mariadb());
  }
}
