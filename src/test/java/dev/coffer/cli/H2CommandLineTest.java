package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2CommandLineTest extends CommandLineContract {
  H2CommandLineTest() {
    super(TestDatabase::h2File);
  }
}
