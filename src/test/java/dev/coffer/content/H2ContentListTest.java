package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentListTest extends ContentListContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
