package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class H2RestoreTest extends RestoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
