package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class H2KillTest extends KillContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2Shared();
  }
}
