package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class H2StoredFileResourceTest extends StoredFileResourceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
