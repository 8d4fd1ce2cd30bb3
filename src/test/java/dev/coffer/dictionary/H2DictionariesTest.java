package dev.coffer.dictionary;

import dev.coffer.testing.TestDatabase;

class H2DictionariesTest extends DictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
