package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbCommandLineTest extends CommandLineContract {
  MariaDbCommandLineTest() {
    super(TestDatabase::mariadb);
  }
}
