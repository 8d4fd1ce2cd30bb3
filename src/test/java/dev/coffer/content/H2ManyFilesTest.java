package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ManyFilesTest extends ManyFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
