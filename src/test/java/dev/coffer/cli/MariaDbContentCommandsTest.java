package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbContentCommandsTest extends ContentCommandsContract {
  MariaDbContentCommandsTest() {
    super(TestDatabase.mariadb());
  }
}
