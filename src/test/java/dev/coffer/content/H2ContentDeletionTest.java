package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentDeletionTest extends ContentDeletionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
