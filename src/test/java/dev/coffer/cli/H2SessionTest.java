package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2SessionTest extends SessionContract {
  H2SessionTest() {
    super(TestDatabase.h2File());
  }
}
