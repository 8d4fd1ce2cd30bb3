package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2VirtualThreadsTest extends VirtualThreadsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
