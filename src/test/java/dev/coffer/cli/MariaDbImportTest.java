package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbImportTest extends ImportContract {
  MariaDbImportTest() {
    super(TestDatabase.mariadb());
  }
}
