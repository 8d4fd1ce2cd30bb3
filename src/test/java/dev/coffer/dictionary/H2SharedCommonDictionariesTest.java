package dev.coffer.dictionary;

import dev.coffer.testing.TestDatabase;

class H2SharedCommonDictionariesTest extends CommonDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2Shared();
  }
}
