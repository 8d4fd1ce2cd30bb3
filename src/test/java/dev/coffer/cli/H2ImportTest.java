package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2ImportTest extends ImportContract {
  H2ImportTest() {
    super(TestDatabase.h2File());
  }
}
