package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2LargeStreamTest extends LargeStreamContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2File();
  }

  /** The database is in the same heap. */
  @Override
  String smallHeap() {
    return "-Xmx96m";
  }
}
