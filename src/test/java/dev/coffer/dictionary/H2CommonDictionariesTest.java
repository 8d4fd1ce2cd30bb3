package dev.coffer.dictionary;

import dev.coffer.testing.TestDatabase;

class H2CommonDictionariesTest extends CommonDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
