package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2LargeStreamTest extends LargeStreamContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2File();
  }

  /** The heap also holds the database. */
  @Override
  String smallHeap() {
    return "-Xmx96m";
  }
}
