package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbSessionTest extends SessionContract {
  MariaDbSessionTest() {
    super(TestDatabase.mariadb());
  }
}
